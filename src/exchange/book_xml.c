/* SPDX-License-Identifier: GPL-3.0-or-later */
/* XML out of a ZIP, a piece at a time. */
#include "exchange/book_xml.h"

#include <string.h>
#include "base/fail.h"

enum { PIECE = 65536, DEPTH_MAX = 32 };

struct reading {
	const struct part *part;
	XML_Parser parser;
	zip_file_t *file;
	int depth;
	bool bad;
};

/* Some programs write <x:row> for <row>. */
static const char *local(const char *name)
{
	const char *colon = strrchr(name, ':');

	return colon ? colon + 1 : name;
}

const char *part_attribute(const char **attributes, const char *name)
{
	for (size_t i = 0; attributes[i]; i += 2)
		if (!strcmp(local(attributes[i]), name))
			return attributes[i + 1];
	return NULL;
}

static void look_whether_to_go_on(struct reading *r)
{
	const struct part *p = r->part;

	if (p->wrong && *p->wrong)
		r->bad = true;
	if (r->bad || (p->enough && *p->enough))
		XML_StopParser(r->parser, XML_FALSE);
}

static void XMLCALL hear_open(void *arg, const XML_Char *name, const XML_Char **attributes)
{
	struct reading *r = arg;

	r->bad = r->bad || ++r->depth > DEPTH_MAX;
	if (!r->bad)
		r->part->open(r->part->arg, local(name), (const char **)attributes);
	look_whether_to_go_on(r);
}

static void XMLCALL hear_close(void *arg, const XML_Char *name)
{
	struct reading *r = arg;

	r->depth--;
	if (r->part->close)
		r->part->close(r->part->arg, local(name));
	look_whether_to_go_on(r);
}

static void XMLCALL hear_text(void *arg, const XML_Char *s, int len)
{
	struct reading *r = arg;

	if (r->part->text)
		r->part->text(r->part->arg, s, (size_t)len);
}

/* No workbook has one: entities of its own are for attacks. */
static void XMLCALL hear_doctype(void *arg, const XML_Char *name, const XML_Char *system_id,
				 const XML_Char *public_id, int has_subset)
{
	struct reading *r = arg;

	(void)name;
	(void)system_id;
	(void)public_id;
	(void)has_subset;
	r->bad = true;
	XML_StopParser(r->parser, XML_FALSE);
}

static bool is_done(const struct reading *r)
{
	return !r->bad && r->part->enough && *r->part->enough;
}

static enum part_answer read_pieces(struct reading *r, uint64_t max_bytes)
{
	uint64_t got = 0;

	for (;;) {
		void *piece = XML_GetBuffer(r->parser, PIECE);
		zip_int64_t n = piece ? zip_fread(r->file, piece, PIECE) : -1;

		if (!piece)
			fail_as(FAIL_UNAVAILABLE, 0, "out of memory");
		got += n > 0 ? (uint64_t)n : 0;
		if (n < 0 || got > max_bytes)
			return PART_BAD;
		if (XML_ParseBuffer(r->parser, (int)n, n == 0) == XML_STATUS_ERROR)
			return is_done(r) ? PART_READ : PART_BAD;
		if (n == 0)
			return r->bad ? PART_BAD : PART_READ;
	}
}

enum part_answer part_read(zip_t *z, const char *name, uint64_t max_bytes, const struct part *p)
{
	struct reading r = { .part = p };
	enum part_answer answer;

	r.file = zip_fopen(z, name, ZIP_FL_NOCASE);
	if (!r.file)
		return zip_name_locate(z, name, ZIP_FL_NOCASE) < 0 ? PART_ABSENT : PART_BAD;
	r.parser = XML_ParserCreate(NULL);
	if (!r.parser)
		fail_as(FAIL_UNAVAILABLE, 0, "out of memory");
	XML_SetUserData(r.parser, &r);
	XML_SetElementHandler(r.parser, hear_open, hear_close);
	XML_SetCharacterDataHandler(r.parser, hear_text);
	XML_SetStartDoctypeDeclHandler(r.parser, hear_doctype);
	answer = read_pieces(&r, max_bytes);
	XML_ParserFree(r.parser);
	zip_fclose(r.file);
	return answer;
}
