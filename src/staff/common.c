/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What everybody's password list begins with: the system's dictionary, by cracklib. */
#include <stddef.h>
#include <stdio.h>
#include <unistd.h>

/* Uses size_t without saying so. */
#include <crack.h>

#include "base/log.h"
#include "staff/staff.h"

/* cracklib ends the program where its dictionary is missing. */
static bool is_readable(const char *dictionary)
{
	static const char *const end[] = { "pwd", "pwi" };
	char path[1024];

	for (size_t i = 0; i < sizeof end / sizeof *end; i++) {
		snprintf(path, sizeof path, "%s.%s", dictionary, end[i]);
		if (access(path, R_OK) != 0)
			return false;
	}
	return true;
}

const char *staff_password_refused(const char *password, const char *email, const char *name)
{
	const char *flaw = staff_password_flaw(password, email, name);
	const char *dictionary = GetDefaultCracklibDict();

	if (flaw)
		return flaw;
	if (!is_readable(dictionary)) {
		log_warn("no dictionary of common passwords at %s", dictionary);
		return NULL;
	}
	return FascistCheck(password, dictionary)
		       ? N_("This one is guessed soon; a few words together are better")
		       : NULL;
}
