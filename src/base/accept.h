/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Accept and its kin (RFC 9110 12.5): the ranges of such a header, one after another. */
#ifndef REGULARS_BASE_ACCEPT_H
#define REGULARS_BASE_ACCEPT_H

#include <stdbool.h>
#include <stddef.h>

struct accept_range {
	const char *name; /* "text/html", "zh-CN", "*": not terminated */
	size_t len;
	bool has_params; /* others than the weight, and than UTF-8 which is ours anyway */
	int q;           /* thousandths; none given: 1000 */
};
/* The next range, from *at on; what cannot be read is passed over. False: there is none left. */
bool accept_next(const char **at, struct accept_range *out);

#endif
