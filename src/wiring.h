/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which order events move which other areas, in the same transaction. */
#ifndef REGULARS_WIRING_H
#define REGULARS_WIRING_H

struct wiring;
extern const struct wiring wiring;

#endif
