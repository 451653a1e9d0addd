/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Countries by their codes of ISO 3166-1. */
#ifndef REGULARS_BASE_COUNTRY_H
#define REGULARS_BASE_COUNTRY_H

/* The code in capital letters, for as long as the process; NULL: no country has it. */
const char *country_code(const char *typed);

#endif
