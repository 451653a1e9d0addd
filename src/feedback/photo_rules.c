/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Photos of reviews: who brings and sees them. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include "feedback/photo.h"

enum photo_refusal photo_may_come(const struct review *r, size_t n, struct instant now)
{
	if (now.us > instant_add(r->created_at, FOLLOW_DAYS * INSTANT_DAY).us)
		return PHOTO_OVER;
	return n >= PHOTOS_MAX ? PHOTO_FULL : PHOTO_OK;
}

/*
 *	state		hidden	all	owner	shop
 *	waiting		-	no	yes	yes
 *	ready		no	yes	yes	yes
 *	ready		yes	no	yes	yes
 *	refused		-	no	yes	yes
 *	removed		-	no	no	no
 */
bool photo_is_seen(const struct photo *p, enum photo_reader reader)
{
	if (p->state == PICTURE_REMOVED)
		return false;
	return reader != PHOTO_FOR_ALL || (p->state == PICTURE_READY && !p->is_hidden);
}

static enum picture_fault fault_of(const char *word)
{
	for (int i = 0; i < PICTURE_FAULT__MAX; i++)
		if (!strcmp(word, picture_fault_word[i]))
			return (enum picture_fault)i;
	return PICTURE_DAMAGED;
}

static bool read_one(struct arena *a, const char *line, struct photo *out)
{
	char name[33], fault[21];
	int state, width, height, is_hidden;
	uint64_t id;

	if (sscanf(line, "%" SCNu64 " %32s %d %20s %d %d %d", &id, name, &state, fault, &width,
		   &height, &is_hidden) != 7 ||
	    state < 0 || state >= PICTURE_STATE__MAX)
		return false;
	*out = (struct photo){ .id = id,
			       .name = arena_strdup(a, name),
			       .state = (enum picture_state)state,
			       .fault = fault_of(fault),
			       .width = width,
			       .height = height,
			       .is_hidden = is_hidden };
	return true;
}

size_t photo_read_all(struct arena *a, const char *text, struct photo out[PHOTOS_MAX])
{
	size_t n = 0;

	for (const char *line = text; line && *line && n < PHOTOS_MAX;) {
		const char *end = strchr(line, '\n');

		n += read_one(a, line, &out[n]);
		line = end ? end + 1 : NULL;
	}
	return n;
}
