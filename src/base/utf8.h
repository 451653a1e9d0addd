/* SPDX-License-Identifier: GPL-3.0-or-later */
/* UTF-8, one scalar at a time: for the readers inside base. Others use text.h. */
#ifndef REGULARS_BASE_UTF8_H
#define REGULARS_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

static inline bool utf8_is_tail(unsigned char c)
{
	return (c & 0xc0) == 0x80;
}

/* Bytes of the scalar at p, of which `room` bytes may be read; 0: not UTF-8 (overlong, a surrogate,
 * beyond U+10FFFF, cut short). A NUL counts as a scalar. */
static inline size_t utf8_step(const char *p, size_t room)
{
	const unsigned char *u = (const unsigned char *)p;

	if (!room)
		return 0;
	if (u[0] < 0x80)
		return 1;
	if (u[0] < 0xc2 || u[0] > 0xf4)
		return 0;
	if (room < 2 || !utf8_is_tail(u[1]))
		return 0;
	if (u[0] < 0xe0)
		return 2;
	if (room < 3 || !utf8_is_tail(u[2]))
		return 0;
	if (u[0] < 0xf0) {
		bool overlong = u[0] == 0xe0 && u[1] < 0xa0,
		     surrogate = u[0] == 0xed && u[1] > 0x9f;

		return overlong || surrogate ? 0 : 3;
	}
	if (room < 4 || !utf8_is_tail(u[3]))
		return 0;
	if ((u[0] == 0xf0 && u[1] < 0x90) || (u[0] == 0xf4 && u[1] > 0x8f))
		return 0;
	return 4;
}

/* Writes a scalar's one to four bytes; returns how many. */
static inline size_t utf8_put(char *out, uint32_t c)
{
	if (c < 0x80) {
		out[0] = (char)c;
		return 1;
	}
	if (c < 0x800) {
		out[0] = (char)(0xc0 | c >> 6);
		out[1] = (char)(0x80 | (c & 0x3f));
		return 2;
	}
	if (c < 0x10000) {
		out[0] = (char)(0xe0 | c >> 12);
		out[1] = (char)(0x80 | (c >> 6 & 0x3f));
		out[2] = (char)(0x80 | (c & 0x3f));
		return 3;
	}
	out[0] = (char)(0xf0 | c >> 18);
	out[1] = (char)(0x80 | (c >> 12 & 0x3f));
	out[2] = (char)(0x80 | (c >> 6 & 0x3f));
	out[3] = (char)(0x80 | (c & 0x3f));
	return 4;
}

/* The scalar at p, which utf8_step() found to have `step` bytes. */
static inline uint32_t utf8_scalar(const char *p, size_t step)
{
	const unsigned char *u = (const unsigned char *)p;

	switch (step) {
	case 1:
		return u[0];
	case 2:
		return (u[0] & 0x1fU) << 6 | (u[1] & 0x3fU);
	case 3:
		return (u[0] & 0x0fU) << 12 | (u[1] & 0x3fU) << 6 | (u[2] & 0x3fU);
	default:
		return (u[0] & 0x07U) << 18 | (u[1] & 0x3fU) << 12 | (u[2] & 0x3fU) << 6 |
		       (u[3] & 0x3fU);
	}
}

/* Chinese keyboards type numbers in full-width forms, with wide spaces and long dashes: these count
 * as their ASCII cousins. Moves *s (not at its end) on by one character; 0: no ASCII and no cousin
 * of it. */
static inline char utf8_next_narrow(const char **s)
{
	size_t step = utf8_step(*s, 4);
	uint32_t c = step ? utf8_scalar(*s, step) : 0;

	*s += step ? step : 1;
	if (c < 0x80)
		return (char)c;
	if (c >= 0xff01 && c <= 0xff5e)
		return (char)(c - 0xff01 + '!');
	if (c >= 0x2010 && c <= 0x2015)
		return '-';
	return c == 0x3000 || c == 0xa0 ? ' ' : 0;
}

#endif
