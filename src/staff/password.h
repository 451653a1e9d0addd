/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between the two files of passwords: what a dictionary says (password.c), and what needs none. */
#ifndef REGULARS_STAFF_PASSWORD_H
#define REGULARS_STAFF_PASSWORD_H

#include <stdbool.h>
#include <stddef.h>

#define PASSWORD_CHARS 128
#define PASSWORD_BYTES (4 * PASSWORD_CHARS + 1) /* of a fitting one, with its end */

/* Everybody's first guesses, and their repetitions: hardly anything of it is a secret. `known` are
 * words of this shop's, NULL where there is none. */
bool password_is_worn(const char *password, size_t least, const char *const *known, size_t n);

#endif
