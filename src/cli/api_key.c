/* SPDX-License-Identifier: GPL-3.0-or-later */
/* regulars api-key: keys for programs. A key is printed once, when it is made. */
#include <stdio.h>
#include <string.h>
#include "base/text.h"
#include "cli/cli.h"
#include "permission.h"
#include "staff/staff.h"

/* "orders.read,orders.place", or the name of a role. */
static bool take_permissions(struct work *w, const char *words, uint64_t *out)
{
	char *rest = arena_strdup(w->arena, words), *word;
	struct staff_role role;

	*out = 0;
	if (staff_role_find(w, words, &role)) {
		*out = role.permissions;
		return true;
	}
	while ((word = strsep(&rest, ","))) {
		enum permission p;

		if (!permission_from_word(word, &p)) {
			fprintf(stderr, "regulars: %s: neither a permission nor a role\n", word);
			return false;
		}
		*out |= PERM_BIT(p);
	}
	return true;
}

static bool take_name(struct arena *a, const char *name, const char **out)
{
	*out = text_is_utf8(name, strlen(name)) ? text_clean(a, name, true) : NULL;
	if (*out && **out && text_length(*out) <= STAFF_KEY_NAME)
		return true;
	fprintf(stderr, "regulars: a key's name has 1 to %d characters\n", STAFF_KEY_NAME);
	return false;
}

static int refuse(enum staff_key_refusal r)
{
	fprintf(stderr, "regulars: %s\n",
		r == STAFF_KEY_PAST ? "this end is past" : "a key without any permission is none");
	return CLI_FAILED;
}

static int create(struct cli *c, const char *name, const char *words, const char *until)
{
	struct work w = cli_work(c);
	struct staff_key_wish wish = { .mine = UINT64_MAX, .expires_at = INSTANT_NONE };
	enum staff_key_refusal r;
	const char *key;
	uint64_t id;

	if (!take_name(c->arena, name, &wish.name) ||
	    !take_permissions(&w, words, &wish.permissions))
		return CLI_FAILED;
	if (until && !instant_parse(until, &wish.expires_at)) {
		fprintf(stderr, "regulars: %s: not like 2027-01-31T00:00:00Z\n", until);
		return CLI_FAILED;
	}
	r = staff_key_make(&w, &wish, &id, &key);
	if (r != STAFF_KEY_OK)
		return refuse(r);
	puts(key);
	fprintf(stderr, "id %llu; the key is shown this once\n", (unsigned long long)id);
	return CLI_DONE;
}

static void print_instant(const char *before, struct instant t)
{
	char at[40];

	if (instant_is_none(t))
		return;
	instant_format_utc(t, at, sizeof at);
	printf("  %s%s", before, at);
}

static int list(struct cli *c)
{
	struct work w = cli_work(c);
	size_t n;
	struct staff_key *k = staff_keys(&w, &n);

	for (size_t i = 0; i < n; i++) {
		printf("%llu", (unsigned long long)k[i].id);
		print_instant("", k[i].created_at);
		printf("  %-7s  %s  %s", staff_key_state_word[k[i].state], k[i].name,
		       permission_words(c->arena, k[i].permissions));
		print_instant("until ", k[i].expires_at);
		print_instant("used ", k[i].last_used_at);
		putchar('\n');
	}
	return CLI_DONE;
}

static int revoke(struct cli *c, const char *text)
{
	struct work w = cli_work(c);
	uint64_t id;

	if (!ident_parse(text, &id) || staff_key_revoke(&w, id) != STAFF_KEY_OK) {
		fprintf(stderr, "regulars: %s: no valid key has this id\n", text);
		return CLI_FAILED;
	}
	puts("revoked");
	return CLI_DONE;
}

int cli_api_key(struct cli *c, int argc, char **argv)
{
	if ((argc == 4 || argc == 5) && strcmp(argv[1], "create") == 0)
		return create(c, argv[2], argv[3], argc == 5 ? argv[4] : NULL);
	if (argc == 2 && strcmp(argv[1], "list") == 0)
		return list(c);
	if (argc == 3 && strcmp(argv[1], "revoke") == 0)
		return revoke(c, argv[2]);
	return CLI_USAGE;
}
