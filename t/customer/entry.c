/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ways in for the tests of customers' doors. */
#include "customer/entry.h"

struct app *entry_app;
struct work entry_work;

void entry_use(struct app *app)
{
	entry_app = app;
	entry_work = support_work(app);
}

uint64_t entry_add(const char *name, const char *phone, const char *email)
{
	const struct contact_draft d = {
		.name = name, .phone = phone, .email = email, .lang = LANG_EN
	};
	struct contact c;
	uint64_t id;

	customer_for_contact(&entry_work, &d, INSTANT_NONE, &id, &c);
	return id;
}

void entry_set_code(const struct browser *b)
{
	const char *token = browser_cookie(b, "__Host-code");
	const char *const parts[] = { "sign-in code", token, "123456" };
	uint8_t mac[SECRET_HASH_BYTES];
	char hex[2 * SECRET_HASH_BYTES + 1];

	ck_assert_ptr_nonnull(token);
	secret_mac(entry_app->keys.index, parts, 3, mac);
	secret_hex(mac, sizeof mac, hex);
	support_sql(arena_printf(entry_work.arena,
				 "UPDATE sign_in_code SET code_hash = UNHEX('%s')", hex));
}

void entry_leads(const struct answer *a, const char *to)
{
	const char *where = answer_header(a, "Location");

	ck_assert_msg(a->status == 303 && where && !strcmp(where, to), "%d %s", a->status,
		      where ? where : a->body);
}
