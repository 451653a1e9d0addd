/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures as trees. */
#include <string.h>
#include "base/json.h"
#include "picture/child.h"
#include "picture/inside.h"

static void add_sizes(struct work *w, const struct picture *p, cJSON *v)
{
	static const char *const name[] = {
		[PICTURE_SMALL] = "small",
		[PICTURE_MEDIUM] = "medium",
		[PICTURE_LARGE] = "large",
	};

	for (int i = 0; i <= PICTURE_LARGE; i++)
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

/* As large as a page's top has room for; the file may hold twice that, for fine screens. */
enum { LOGO_WIDTH = 160, LOGO_HEIGHT = 36 };

static int part_of(int whole, int of, int now)
{
	int part = (whole * of + now / 2) / now;

	return part > 0 ? part : 1;
}

void picture_add_logo(cJSON *view, struct arena *a, const char *hash, int width, int height)
{
	if (width > LOGO_WIDTH) {
		height = part_of(height, LOGO_WIDTH, width);
		width = LOGO_WIDTH;
	}
	if (height > LOGO_HEIGHT) {
		width = part_of(width, LOGO_HEIGHT, height);
		height = LOGO_HEIGHT;
	}
	json_add_text(view, "image", picture_asset(a, hash, PICTURE_LOGO));
	json_add_text(view, "mail_image", picture_asset(a, hash, PICTURE_LOGO_MAIL));
	json_add_int(view, "width", width);
	json_add_int(view, "height", height);
}

cJSON *picture_logo_view(struct work *w, const struct picture *p)
{
	cJSON *v = json_object();

	json_add_text(v, "state", picture_state_word[p->state]);
	json_add_text(v, "fault", p->fault == PICTURE_FINE ? NULL : picture_fault_word[p->fault]);
	json_add_text(v, "file_name", p->file_name);
	json_add_instant(v, "created_at", p->created_at);
	if (p->state == PICTURE_READY)
		picture_add_logo(v, w->arena, p->hash, p->width, p->height);
	return v;
}

cJSON *picture_view(struct work *w, const struct picture *p)
{
	cJSON *v = json_object(), *alt, *of;

	json_add_id(v, "id", p->id);
	json_add_int(v, "position", p->position);
	json_add_text(v, "state", picture_state_word[p->state]);
	json_add_text(v, "fault", p->fault == PICTURE_FINE ? NULL : picture_fault_word[p->fault]);
	json_add_text(v, "file_name", p->file_name);
	json_add_int(v, "bytes", p->n_bytes);
	alt = json_add_object(v, "alt");
	json_add_text(alt, lang_tag[LANG_EN], p->alt_en);
	json_add_text(alt, lang_tag[LANG_ZH], p->alt_zh);
	json_add_text(v, "of", picture_of_word(w->arena, &p->of));
	if (p->of.value_id || p->of.sku_id) {
		of = json_add_object(v, "of_name");
		json_add_text(of, lang_tag[LANG_EN], p->of.name_en);
		json_add_text(of, lang_tag[LANG_ZH], p->of.name_zh);
	} else {
		json_add_null(v, "of_name");
	}
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
