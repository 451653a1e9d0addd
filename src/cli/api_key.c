/* SPDX-License-Identifier: GPL-3.0-or-later */
/* regulars api-key: keys for programs. A key is printed once, when it is made. */
#include <stdio.h>
#include <string.h>
#include "base/text.h"
#include "cli/api_key_store.h"
#include "cli/cli.h"
#include "permission.h"

#define NAME_MAX_CHARACTERS 80

/* "orders.read,orders.place", or the name of a role. */
static bool take_permissions(struct arena *a, const char *words, uint64_t *out)
{
	char *rest = arena_strdup(a, words), *word;

	if (role_permissions(words, out))
		return true;
	*out = 0;
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

static void print_permissions(uint64_t set)
{
	const char *comma = "";

	for (int p = 0; p < PERMISSION__MAX; p++) {
		if (!(set & PERM_BIT(p)))
			continue;
		printf("%s%s", comma, permission_word[p]);
		comma = ",";
	}
}

static int create(struct cli *c, const char *name, const char *words)
{
	struct work w = cli_work(c);
	struct api_key k = { .created_at = w.now };
	char token[SECRET_TOKEN_SIZE], *key;
	uint8_t hash[SECRET_HASH_BYTES];

	k.name = text_is_utf8(name, strlen(name)) ? text_clean(c->arena, name, true) : NULL;
	if (!k.name || !*k.name || text_length(k.name) > NAME_MAX_CHARACTERS) {
		fprintf(stderr, "regulars: a key's name has 1 to %d characters\n",
			NAME_MAX_CHARACTERS);
		return CLI_FAILED;
	}
	if (!take_permissions(c->arena, words, &k.permissions))
		return CLI_FAILED;
	secret_token(token, hash);
	key = arena_printf(c->arena, "rk_%s", token);
	secret_hash(key, strlen(key), hash);
	k.id = work_id(&w);
	api_key_add(&w, &k, hash);
	puts(key);
	fprintf(stderr, "id %llu; the key is shown this once\n", (unsigned long long)k.id);
	return CLI_DONE;
}

static int list(struct cli *c)
{
	struct work w = cli_work(c);
	struct api_key *k;
	size_t n = api_key_list(&w, &k);

	for (size_t i = 0; i < n; i++) {
		char at[40];

		instant_format_utc(k[i].created_at, at, sizeof at);
		printf("%llu  %s  %s  %s  ", (unsigned long long)k[i].id, at,
		       instant_is_none(k[i].revoked_at) ? "valid  " : "revoked", k[i].name);
		print_permissions(k[i].permissions);
		putchar('\n');
	}
	return CLI_DONE;
}

static int revoke(struct cli *c, const char *text)
{
	struct work w = cli_work(c);
	uint64_t id;

	if (!ident_parse(text, &id) || !api_key_revoke(&w, id)) {
		fprintf(stderr, "regulars: %s: no valid key has this id\n", text);
		return CLI_FAILED;
	}
	puts("revoked");
	return CLI_DONE;
}

int cli_api_key(struct cli *c, int argc, char **argv)
{
	if (argc == 4 && strcmp(argv[1], "create") == 0)
		return create(c, argv[2], argv[3]);
	if (argc == 2 && strcmp(argv[1], "list") == 0)
		return list(c);
	if (argc == 3 && strcmp(argv[1], "revoke") == 0)
		return revoke(c, argv[2]);
	return CLI_USAGE;
}
