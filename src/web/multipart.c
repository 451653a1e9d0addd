/* SPDX-License-Identifier: GPL-3.0-or-later */
/* multipart/form-data (RFC 7578): fields as any form has them, and at most one file, which stays
 * where the body is. */
#include "web/multipart.h"
#include <string.h>
#include <strings.h>
#include "base/text.h"
#include "web/web.h"

enum { PARTS_MAX = 300, FIELD_MAX = 65536, NAME_MAX_BYTES = 200, BOUNDARY_MAX = 70 };

struct cut { /* what is still to be read */
	const char *p, *end;
};

const char *multipart_boundary(struct arena *a, const char *content_type)
{
	static const char type[] = "multipart/form-data";
	const char *at;
	size_t len;

	if (strncasecmp(content_type, type, sizeof type - 1) != 0)
		return NULL;
	at = strstr(content_type + sizeof type - 1, "boundary=");
	if (!at)
		return NULL;
	at += strlen("boundary=");
	at += *at == '"';
	len = strcspn(at, "\"; \t");
	return len > 0 && len <= BOUNDARY_MAX ? arena_strndup(a, at, len) : NULL;
}

/* The line up to CRLF; false: there is none. */
static bool take_line(struct cut *c, const char **line, size_t *len)
{
	const char *nl = memmem(c->p, (size_t)(c->end - c->p), "\r\n", 2);

	if (!nl)
		return false;
	*line = c->p;
	*len = (size_t)(nl - c->p);
	c->p = nl + 2;
	return true;
}

/* name="…" of a Content-Disposition; browsers write %22 for a quote within. */
static const char *parameter(struct arena *a, const char *line, const char *name)
{
	const char *at = line;
	size_t len = strlen(name);

	while ((at = strchr(at, ';'))) {
		at++;
		at += strspn(at, " \t");
		if (strncasecmp(at, name, len) == 0 && at[len] == '=' && at[len + 1] == '"') {
			at += len + 2;
			return arena_strndup(a, at, strcspn(at, "\""));
		}
	}
	return NULL;
}

struct part {
	const char *name, *file; /* file NULL: a field */
};

static bool take_heads(struct arena *a, struct cut *c, struct part *part)
{
	static const char wanted[] = "Content-Disposition:";
	const char *line;
	size_t len;

	*part = (struct part){ 0 };
	while (take_line(c, &line, &len)) {
		const char *text;

		if (len == 0)
			return part->name && *part->name && strlen(part->name) <= NAME_MAX_BYTES;
		if (len > 1000 || memchr(line, '\0', len) || !text_is_utf8(line, len))
			return false;
		text = arena_strndup(a, line, len);
		if (strncasecmp(text, wanted, sizeof wanted - 1) != 0)
			continue;
		part->name = parameter(a, text, "name");
		part->file = parameter(a, text, "filename");
	}
	return false;
}

static bool take_part(struct request *req, const struct part *part, const char *p, size_t len)
{
	struct params *form = &req->form;

	if (part->file) {
		if (req->file.p)
			return false;
		/* a form whose file nobody chose sends an empty one without a name */
		if (*part->file)
			req->file = (struct upload){ part->file, p, len };
		return true;
	}
	if (form->n == PARTS_MAX || len > FIELD_MAX || memchr(p, '\0', len) ||
	    !text_is_utf8(p, len))
		return false;
	form->v[form->n++] = (struct param){ part->name, arena_strndup(req->arena, p, len) };
	return true;
}

bool multipart_parse(struct request *req, const char *boundary)
{
	char *between = arena_printf(req->arena, "\r\n--%s", boundary);
	size_t len = strlen(between);
	struct cut c = { req->body, req->body + req->body_len };

	req->form.v = arena_array_of(req->arena, PARTS_MAX, struct param);
	req->form.n = 0;
	/* the first has no line before it */
	if (req->body_len < len - 2 || memcmp(c.p, between + 2, len - 2) != 0)
		return false;
	c.p += len - 2;
	for (;;) {
		struct part part;
		const char *next;

		if (c.end - c.p >= 2 && memcmp(c.p, "--", 2) == 0)
			return true;
		if (c.end - c.p < 2 || memcmp(c.p, "\r\n", 2) != 0)
			return false;
		c.p += 2;
		if (!take_heads(req->arena, &c, &part))
			return false;
		next = memmem(c.p, (size_t)(c.end - c.p), between, len);
		if (!next || !take_part(req, &part, c.p, (size_t)(next - c.p)))
			return false;
		c.p = next + len;
	}
}
