/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Noise as a compiled catalogue. */
#include "i18n/inside.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const asked[] = { "", "Back", "{n} item", "zzz" };
	struct mo mo;
	size_t len;

	if (mo_open(&mo, data, size))
		return 0;
	for (size_t i = 0; i < sizeof asked / sizeof asked[0]; i++) {
		const char *to = mo_find(&mo, i % 2 ? "badge" : NULL, asked[i], &len);

		if (to && to[len])
			__builtin_trap();
	}
	return 0;
}
