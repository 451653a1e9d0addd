/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Changing what a shop sets itself: by the desk and by the command line alike. */
#ifndef REGULARS_SETTING_CHANGE_H
#define REGULARS_SETTING_CHANGE_H

#include "app.h"

enum setting_refusal {
	SETTING_OK,
	SETTING_UNKNOWN,
	SETTING_UNFIT,
	SETTING_HAS_ORDERS, /* orders are in the currency of now */
	SETTING_NOT_OFFERED /* the shop's own language is none that customers are offered */
};
struct setting_wish {
	const char *name, *value;     /* as it is stored: money in minor units */
	enum setting_refusal refusal; /* answered */
};
/* All of them or, when one is refused, none: true when they stand. What is the same already is not
 * written. Each change is in the audit log, before and after. This process follows with its next
 * request, the others within a minute. */
bool setting_change(struct work *w, struct setting_wish *wishes, size_t n)
	__attribute__((warn_unused_result));
/* The settings as they stand in the database; one statement. */
void setting_read(struct work *w, struct settings *out);

#endif
