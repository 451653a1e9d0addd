/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The shop's own words in a reader's language. */
#include <stdio.h>
#include "base/json.h"
#include "picture/picture.h"
#include "setting.h"

static void add_logo(const struct settings *s, cJSON *shop, struct arena *a)
{
	char hash[33];
	int width, height;

	if (sscanf(s->logo, "%32s %d %d", hash, &width, &height) != 3) {
		json_add_null(shop, "logo");
		return;
	}
	picture_add_logo(json_add_object(shop, "logo"), a, hash, width, height);
}

cJSON *setting_shop_view(const struct settings *s, enum lang lang, struct instant now,
			 struct arena *a)
{
	cJSON *shop = json_object();
	bool zh = lang == LANG_ZH;

	json_add_text(shop, "name", zh ? s->shop_name_zh : s->shop_name_en);
	json_add_text(shop, "hours", zh ? s->hours_zh : s->hours_en);
	json_add_text(shop, "address", zh ? s->address_zh : s->address_en);
	json_add_text(shop, "phone", s->phone);
	json_add_text(shop, "email", s->email);
	add_logo(s, shop, a);
	json_add_text(shop, "copyright_year", arena_printf(a, "%d", instant_to_local(now).year));
	return shop;
}

const char *setting_bank_account(const struct settings *s, enum lang lang)
{
	bool zh = lang == LANG_ZH;
	const char *own = zh ? s->bank_account_zh : s->bank_account_en;
	const char *other = zh ? s->bank_account_en : s->bank_account_zh;

	if (*own)
		return own;
	return *other ? other : NULL;
}
