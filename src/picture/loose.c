/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures whose rows are other areas': looked at, kept, made and dropped like those of products,
 * under names of their own. */
#include <sys/stat.h>
#include <unistd.h>
#include "base/file.h"
#include "base/secret.h"
#include "picture/child.h"
#include "picture/look.h"

enum { NAME_BYTES = 16 };

const char *picture_new_name(struct arena *a)
{
	uint8_t random[NAME_BYTES];
	char *hex = arena_alloc(a, 2 * NAME_BYTES + 1);

	secret_random(random, sizeof random);
	secret_hex(random, sizeof random, hex);
	return hex;
}

enum picture_fault picture_look_at(const char *p, size_t len)
{
	struct picture_facts f = picture_look((const uint8_t *)p, len);

	return picture_judge(&f, len);
}

const char *picture_fault_says(enum picture_fault fault)
{
	static const char *const words[PICTURE_FAULT__MAX] = {
		[PICTURE_EMPTY] = N_("Choose a picture"),
		[PICTURE_TOO_LARGE] = N_("At most 10 MB. Save it smaller and try again"),
		[PICTURE_NO_PICTURE] = N_("This is no JPEG, PNG or WebP, whatever its name says"),
		[PICTURE_ANIMATED] = N_("It moves. Save one of its frames, and choose that"),
		[PICTURE_TOO_MANY_PIXELS] = N_("At most 50 megapixels, and 20,000 pixels a side"),
		[PICTURE_DAMAGED] =
			N_("The file is damaged or cut short. Save it anew and try again"),
	};

	return words[fault];
}

void picture_take(struct work *w, uint64_t id, const char *p, size_t len)
{
	mkdir(arena_printf(w->arena, "%s/spool", w->app->config->var_dir), 0700);
	file_keep(w->arena, picture_spool_path(w, id), p, len);
}

enum picture_fault picture_make_loose(struct work *w, uint64_t id, const char *name, int *width,
				      int *height)
{
	struct picture_made made = picture_make(w, id, name, PICTURE_OF_PRODUCT);

	*width = made.width;
	*height = made.height;
	return made.fault;
}

void picture_drop_original(struct work *w, uint64_t id)
{
	unlink(picture_spool_path(w, id));
}

void picture_drop(struct work *w, uint64_t id, const char *name)
{
	picture_drop_original(w, id);
	for (int i = PICTURE_SMALL; i <= PICTURE_LARGE; i++)
		unlink(picture_media_path(w, name, (enum picture_size)i));
}
