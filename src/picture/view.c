/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures as trees. */
#include <string.h>
#include "base/json.h"
#include "picture/child.h"
#include "picture/inside.h"

static void add_sizes(struct work *w, const struct picture *p, cJSON *v)
{
	static const char *const name[PICTURE_SIZE__MAX] = {
		[PICTURE_SMALL] = "small",
		[PICTURE_MEDIUM] = "medium",
		[PICTURE_LARGE] = "large",
	};

	for (int i = 0; i < PICTURE_SIZE__MAX; i++)
		json_add_text(v, name[i],
			      p->state == PICTURE_READY
				      ? picture_asset(w->arena, p->hash, (enum picture_size)i)
				      : NULL);
	if (p->state == PICTURE_READY) {
		json_add_int(v, "width", p->width);
		json_add_int(v, "height", p->height);
	} else {
		json_add_null(v, "width");
		json_add_null(v, "height");
	}
}

cJSON *picture_view(struct work *w, const struct picture *p)
{
	cJSON *v = json_object(), *alt;

	json_add_id(v, "id", p->id);
	json_add_int(v, "position", p->position);
	json_add_text(v, "state", picture_state_word[p->state]);
	json_add_text(v, "fault", p->fault == PICTURE_FINE ? NULL : picture_fault_word[p->fault]);
	json_add_text(v, "file_name", p->file_name);
	json_add_int(v, "bytes", p->n_bytes);
	alt = json_add_object(v, "alt");
	json_add_text(alt, lang_tag[LANG_EN], p->alt_en);
	json_add_text(alt, lang_tag[LANG_ZH], p->alt_zh);
	json_add_text(v, "alt_en", p->alt_en);
	json_add_text(v, "alt_zh", p->alt_zh);
	json_add_instant(v, "created_at", p->created_at);
	add_sizes(w, p, v);
	return v;
}

void picture_list_view(struct work *w, uint64_t product_id, cJSON *view)
{
	cJSON *list = json_add_array(view, "pictures");
	size_t n;
	const struct picture *all = picture_list(w, product_id, &n);
	bool waiting = false;

	for (size_t i = 0; i < n; i++) {
		waiting = waiting || all[i].state == PICTURE_WAITING;
		cJSON_AddItemToArray(list, picture_view(w, &all[i]));
	}
	json_add_bool(view, "is_full", n >= PICTURES_MAX);
	json_add_bool(view, "is_waiting", waiting);
}
