/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Photos of a review as a tree. */
#include "base/json.h"
#include "feedback/photo.h"

static void add_sizes(struct arena *a, const struct photo *p, cJSON *t)
{
	static const struct {
		const char *member;
		enum picture_size size;
	} sizes[] = { { "small", PICTURE_SMALL },
		      { "medium", PICTURE_MEDIUM },
		      { "large", PICTURE_LARGE } };

	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
		json_add_text(t, sizes[i].member,
			      p->state == PICTURE_READY ? picture_asset(a, p->name, sizes[i].size)
							: NULL);
}

void photos_add(struct arena *a, const struct review *r, enum photo_reader reader, cJSON *t)
{
	cJSON *list = json_add_array(t, "photos");
	struct photo all[PHOTOS_MAX];
	size_t n = photo_read_all(a, r->photos, all), seen = 0;

	for (size_t i = 0; i < n; i++) {
		cJSON *one;

		if (!photo_is_seen(&all[i], reader))
			continue;
		one = json_append_object(list);
		add_sizes(a, &all[i], one);
		json_add_int(one, "width", all[i].width);
		json_add_int(one, "height", all[i].height);
		json_add_int(one, "place", (int64_t)++seen);
		if (reader == PHOTO_FOR_ALL)
			continue;
		json_add_id(one, "id", all[i].id);
		json_add_text(one, "state", picture_state_word[all[i].state]);
		json_add_text(one, "fault",
			      all[i].fault == PICTURE_FINE ? NULL
							   : picture_fault_word[all[i].fault]);
		json_add_bool(one, "is_hidden", all[i].is_hidden);
	}
	json_add_bool(t, "has_photos", seen > 0);
}
