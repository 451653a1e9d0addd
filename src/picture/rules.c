/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a file is, by its content: type, measures, frames and which way is up. */
#include <string.h>
#include "picture/look.h"

const char *const picture_state_word[PICTURE_STATE__MAX] = {
	[PICTURE_WAITING] = "waiting",
	[PICTURE_READY] = "ready",
	[PICTURE_REFUSED] = "refused",
	[PICTURE_REMOVED] = "removed",
};
const char *const picture_fault_word[PICTURE_FAULT__MAX] = {
	[PICTURE_FINE] = "fine",           [PICTURE_EMPTY] = "empty",
	[PICTURE_TOO_LARGE] = "too_large", [PICTURE_NO_PICTURE] = "no_picture",
	[PICTURE_ANIMATED] = "animated",   [PICTURE_TOO_MANY_PIXELS] = "too_many_pixels",
	[PICTURE_DAMAGED] = "damaged",
};
/* Twice what lists show, a product's page, and the whole screen of a phone; of a logo, twice what a
 * page has at its top. */
const struct picture_shape picture_shape[PICTURE_SIZE__MAX] = {
	[PICTURE_SMALL] = { 112, 112, false, "s.webp" },
	[PICTURE_MEDIUM] = { 480, 480, false, "m.webp" },
	[PICTURE_LARGE] = { 1200, 1200, false, "l.webp" },
	[PICTURE_LOGO] = { 320, 72, false, "t.webp" },
	[PICTURE_LOGO_MAIL] = { 320, 72, true, "t.png" },
};
const struct picture_sizes picture_sizes[PICTURE_USE__MAX] = {
	[PICTURE_OF_PRODUCT] = { "product", PICTURE_SMALL, 3 },
	[PICTURE_OF_SHOP] = { "logo", PICTURE_LOGO, 2 },
};

struct view {
	const uint8_t *p;
	size_t len;
};

static struct view part(struct view v, size_t from, size_t len)
{
	if (from > v.len || len > v.len - from)
		return (struct view){ v.p, 0 };
	return (struct view){ v.p + from, len };
}

static uint32_t big(const uint8_t *p, int n)
{
	uint32_t x = 0;

	while (n-- > 0)
		x = x << 8 | *p++;
	return x;
}

static uint32_t little(const uint8_t *p, int n)
{
	uint32_t x = 0;

	while (n-- > 0)
		x = x << 8 | p[n];
	return x;
}

static bool begins(struct view v, size_t at, const char *with, size_t len)
{
	struct view b = part(v, at, len);

	return b.len == len && !memcmp(b.p, with, len);
}

/* ---- EXIF: the one entry 0x0112 of its first directory ---- */

static int orientation_of(struct view v)
{
	bool motorola = begins(v, 0, "MM\0*", 4);
	uint32_t (*number)(const uint8_t *, int) = motorola ? big : little;
	struct view head, entry;
	uint32_t at, n;

	if (!motorola && !begins(v, 0, "II*\0", 4))
		return 1;
	if (part(v, 4, 4).len == 0)
		return 1;
	at = number(v.p + 4, 4);
	head = part(v, at, 2);
	if (head.len == 0)
		return 1;
	n = number(head.p, 2);
	for (uint32_t i = 0; i < n; i++) {
		entry = part(v, (size_t)at + 2 + (size_t)i * 12, 12);
		if (entry.len == 0)
			return 1;
		if (number(entry.p, 2) == 0x0112) {
			uint32_t up = number(entry.p + 8, 2);

			return up >= 1 && up <= 8 ? (int)up : 1;
		}
	}
	return 1;
}

/* ---- JPEG: segments up to the first scan ---- */

static bool is_frame(uint8_t marker)
{
	return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 &&
	       marker != 0xcc;
}

static void look_at_jpeg(struct view v, struct picture_facts *f)
{
	size_t at = 2;

	f->type = PICTURE_JPEG;
	for (;;) {
		struct view head = part(v, at, 4), body;
		uint8_t marker;

		if (head.len == 0 || head.p[0] != 0xff)
			return;
		marker = head.p[1];
		if (marker == 0xff) { /* filling */
			at++;
			continue;
		}
		if (marker == 0xda || marker == 0xd9)
			return;
		body = part(v, at + 4, big(head.p + 2, 2) - 2);
		if (big(head.p + 2, 2) < 2 || (body.len == 0 && big(head.p + 2, 2) > 2))
			return;
		if (is_frame(marker) && body.len >= 5) {
			f->height = big(body.p + 1, 2);
			f->width = big(body.p + 3, 2);
		}
		if (marker == 0xe1 && begins(body, 0, "Exif\0\0", 6))
			f->orientation = orientation_of(part(body, 6, body.len - 6));
		at += 4 + body.len;
	}
}

/* ---- PNG: chunks ---- */

static void look_at_png(struct view v, struct picture_facts *f)
{
	size_t at = 8;

	f->type = PICTURE_PNG;
	for (;;) {
		struct view head = part(v, at, 8), body;
		uint32_t len;

		if (head.len == 0)
			return;
		len = big(head.p, 4);
		body = part(v, at + 8, len);
		if (body.len != len)
			return;
		if (!memcmp(head.p + 4, "IHDR", 4) && len >= 8) {
			f->width = big(body.p, 4);
			f->height = big(body.p + 4, 4);
		}
		if (!memcmp(head.p + 4, "acTL", 4))
			f->animated = true;
		if (!memcmp(head.p + 4, "eXIf", 4))
			f->orientation = orientation_of(body);
		at += (size_t)len + 12;
	}
}

/* ---- WebP: chunks of a RIFF file ---- */

static void measure_webp(const uint8_t *type, struct view body, struct picture_facts *f)
{
	uint32_t bits;

	if (!memcmp(type, "VP8X", 4) && body.len >= 10) {
		f->animated = body.p[0] & 2;
		f->width = little(body.p + 4, 3) + 1;
		f->height = little(body.p + 7, 3) + 1;
	} else if (!memcmp(type, "VP8 ", 4) && begins(body, 3, "\x9d\x01\x2a", 3) &&
		   body.len >= 10) {
		f->width = little(body.p + 6, 2) & 0x3fff;
		f->height = little(body.p + 8, 2) & 0x3fff;
	} else if (!memcmp(type, "VP8L", 4) && body.len >= 5 && body.p[0] == 0x2f) {
		bits = little(body.p + 1, 4);
		f->width = (bits & 0x3fff) + 1;
		f->height = (bits >> 14 & 0x3fff) + 1;
	}
}

static void look_at_webp(struct view v, struct picture_facts *f)
{
	size_t at = 12;

	f->type = PICTURE_WEBP;
	for (;;) {
		struct view head = part(v, at, 8), body;
		uint32_t len;

		if (head.len == 0)
			return;
		len = little(head.p + 4, 4);
		body = part(v, at + 8, len);
		/* of one that is cut short, the measures still count */
		if (body.len != len)
			body = part(v, at + 8, v.len - at - 8);
		if (f->width == 0)
			measure_webp(head.p, body, f);
		if (!memcmp(head.p, "ANMF", 4))
			f->animated = true;
		if (!memcmp(head.p, "EXIF", 4))
			f->orientation = orientation_of(begins(body, 0, "Exif\0\0", 6)
								? part(body, 6, body.len - 6)
								: body);
		at += 8 + (size_t)len + (len & 1);
	}
}

struct picture_facts picture_look(const uint8_t *p, size_t len)
{
	struct view v = { p, len };
	struct picture_facts f = { .orientation = 1 };

	if (begins(v, 0, "\xff\xd8\xff", 3))
		look_at_jpeg(v, &f);
	else if (begins(v, 0, "\x89PNG\r\n\x1a\n", 8))
		look_at_png(v, &f);
	else if (begins(v, 0, "RIFF", 4) && begins(v, 8, "WEBP", 4))
		look_at_webp(v, &f);
	return f;
}

enum picture_fault picture_judge(const struct picture_facts *f, size_t len)
{
	if (len == 0)
		return PICTURE_EMPTY;
	if (len > PICTURE_BYTES_MAX)
		return PICTURE_TOO_LARGE;
	if (f->type == PICTURE_UNKNOWN)
		return PICTURE_NO_PICTURE;
	if (f->animated)
		return PICTURE_ANIMATED;
	if (f->width == 0 || f->height == 0)
		return PICTURE_DAMAGED;
	if (f->width > PICTURE_SIDE_MAX || f->height > PICTURE_SIDE_MAX ||
	    (uint64_t)f->width * f->height > PICTURE_PIXELS_MAX)
		return PICTURE_TOO_MANY_PIXELS;
	return PICTURE_FINE;
}
