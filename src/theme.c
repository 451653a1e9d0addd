/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Contrast as WCAG reckons it, and the tokens of app.css that follow from an accent. */
#include "theme.h"

#include <math.h>
#include <string.h>

/* Goes up when the same accents give another stylesheet. */
#define RELEASE "1"

enum { BACKGROUNDS = 7, SOFT_PERCENT = 12, SOFT_STEP = 2, STRONG_PERCENT = 25, NEAR_STEP = 2 };

/* The tokens of static/app.css that text in the accent stands on: surface, bg, surface-2, and
 * behind notices info-soft, success-soft, warning-soft and danger-soft. */
static const struct colour background[THEME__MAX][BACKGROUNDS] = {
	[THEME_LIGHT] = { { 0xff, 0xff, 0xff },
			  { 0xf5, 0xf6, 0xf4 },
			  { 0xee, 0xf1, 0xee },
			  { 0xe3, 0xed, 0xfa },
			  { 0xdf, 0xf3, 0xe6 },
			  { 0xfd, 0xef, 0xcf },
			  { 0xfd, 0xe5, 0xe3 } },
	[THEME_DARK] = { { 0x18, 0x1f, 0x1c },
			 { 0x10, 0x15, 0x13 },
			 { 0x21, 0x2a, 0x26 },
			 { 0x16, 0x29, 0x3f },
			 { 0x12, 0x30, 0x21 },
			 { 0x3a, 0x2a, 0x0b },
			 { 0x42, 0x1c, 0x1a } },
};
/* What an accent is made stronger with, and text upon it. */
static const struct colour far_end[THEME__MAX] = { { 0, 0, 0 }, { 0xff, 0xff, 0xff } };
static const struct colour ink[THEME__MAX] = { { 0xff, 0xff, 0xff }, { 0x10, 0x15, 0x13 } };

/* ---- colours ---- */

static int digit(char c)
{
	const char *digits = "0123456789abcdef0123456789ABCDEF";
	const char *at = c ? strchr(digits, c) : NULL;

	return at ? (int)(at - digits) % 16 : -1;
}

bool colour_read(const char *text, struct colour *out)
{
	uint8_t v[3];

	if (strlen(text) != COLOUR_SIZE - 1 || *text != '#')
		return false;
	for (int i = 0; i < 3; i++) {
		int high = digit(text[1 + 2 * i]), low = digit(text[2 + 2 * i]);

		if (high < 0 || low < 0)
			return false;
		v[i] = (uint8_t)(high * 16 + low);
	}
	*out = (struct colour){ v[0], v[1], v[2] };
	return true;
}

void colour_write(struct colour c, char out[COLOUR_SIZE])
{
	const uint8_t v[3] = { c.r, c.g, c.b };

	*out = '#';
	for (int i = 0; i < 3; i++) {
		out[1 + 2 * i] = "0123456789abcdef"[v[i] >> 4];
		out[2 + 2 * i] = "0123456789abcdef"[v[i] & 15];
	}
	out[COLOUR_SIZE - 1] = '\0';
}

static double linear(uint8_t channel)
{
	double v = channel / 255.0;

	return v <= 0.04045 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4);
}

static double luminance(struct colour c)
{
	return 0.2126 * linear(c.r) + 0.7152 * linear(c.g) + 0.0722 * linear(c.b);
}

double colour_contrast(struct colour a, struct colour b)
{
	double la = luminance(a), lb = luminance(b);

	return (fmax(la, lb) + 0.05) / (fmin(la, lb) + 0.05);
}

static uint8_t between(uint8_t from, uint8_t to, int percent)
{
	return (uint8_t)((from * (100 - percent) + to * percent + 50) / 100);
}

static struct colour mix(struct colour from, struct colour to, int percent)
{
	return (struct colour){ between(from.r, to.r, percent), between(from.g, to.g, percent),
				between(from.b, to.b, percent) };
}

/* ---- accents ---- */

double theme_contrast(enum theme_scheme scheme, struct colour accent)
{
	double least = 21;

	for (int i = 0; i < BACKGROUNDS; i++)
		least = fmin(least, colour_contrast(accent, background[scheme][i]));
	return least;
}

bool theme_fits(enum theme_scheme scheme, struct colour accent)
{
	return theme_contrast(scheme, accent) >= THEME_RATIO;
}

struct colour theme_nearest(enum theme_scheme scheme, struct colour accent)
{
	struct colour near = accent;

	for (int percent = 0; percent <= 100 && !theme_fits(scheme, near); percent += NEAR_STEP)
		near = mix(accent, far_end[scheme], percent);
	return near;
}

struct theme_tokens theme_tokens(enum theme_scheme scheme, struct colour accent)
{
	struct theme_tokens t = { .brand = accent, .on = ink[scheme] };
	int percent = SOFT_PERCENT;

	do {
		t.soft = mix(background[scheme][0], accent, percent);
		percent -= SOFT_STEP;
	} while (percent >= 0 && colour_contrast(accent, t.soft) < THEME_RATIO);
	t.strong = mix(accent, far_end[scheme], STRONG_PERCENT);
	return t;
}

/* ---- the stylesheet ---- */

static bool fitting(const struct theme *t, enum theme_scheme scheme, struct colour *out)
{
	return *t->accent[scheme] && colour_read(t->accent[scheme], out) &&
	       theme_fits(scheme, *out);
}

/* "1-0a6b58-4cc3a5", "-" where an accent is the house's own. */
const char *theme_version(const struct theme *t, struct arena *a)
{
	struct colour c;
	struct buf b;
	bool has_any = false;

	buf_init(&b, a);
	buf_adds(&b, RELEASE);
	for (int s = 0; s < THEME__MAX; s++) {
		char text[COLOUR_SIZE] = "#";

		if (fitting(t, (enum theme_scheme)s, &c)) {
			colour_write(c, text);
			has_any = true;
		}
		buf_addf(&b, "-%s", text + 1);
	}
	return has_any ? b.p : NULL;
}

bool theme_of_version(const char *version, struct arena *a, struct theme *out)
{
	const char *first = version ? strchr(version, '-') : NULL;
	const char *second = first ? strchr(first + 1, '-') : NULL;
	const char *again;

	if (!second)
		return false;
	out->accent[THEME_LIGHT] =
		second == first + 1
			? ""
			: arena_printf(a, "#%.*s", (int)(second - first - 1), first + 1);
	out->accent[THEME_DARK] = second[1] ? arena_printf(a, "#%s", second + 1) : "";
	/* whatever it holds besides is lost on the way back */
	again = theme_version(out, a);
	return again && !strcmp(again, version);
}

static void add_tokens(struct buf *out, const char *selector, enum theme_scheme scheme,
		       struct colour accent)
{
	struct theme_tokens t = theme_tokens(scheme, accent);
	char brand[COLOUR_SIZE], strong[COLOUR_SIZE], soft[COLOUR_SIZE], on[COLOUR_SIZE];

	colour_write(t.brand, brand);
	colour_write(t.strong, strong);
	colour_write(t.soft, soft);
	colour_write(t.on, on);
	buf_addf(out,
		 "%s { --brand: %s; --brand-2: %s; --brand-soft: %s; --on-brand: %s; "
		 "--link: %s; }",
		 selector, brand, strong, soft, on, brand);
}

/* As app.css tells the schemes apart. */
void theme_css(const struct theme *t, struct buf *out)
{
	struct colour c;

	if (fitting(t, THEME_LIGHT, &c)) {
		add_tokens(out, ":root", THEME_LIGHT, c);
		buf_addlit(out, "\n");
	}
	if (fitting(t, THEME_DARK, &c)) {
		buf_addlit(out, "@media (prefers-color-scheme: dark) { ");
		add_tokens(out, ":root:not([data-theme=\"light\"])", THEME_DARK, c);
		buf_addlit(out, " }\n");
		add_tokens(out, ":root[data-theme=\"dark\"]", THEME_DARK, c);
		buf_addlit(out, "\n");
	}
}
