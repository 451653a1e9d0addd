/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Feeds the JSON gate. What it lets through must be what cJSON understands, must be written and
 * read again as the same tree, and must hold nothing that the gate promises to refuse. */
#include "base/json.h"
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "base/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool truth)
{
	if (!truth)
		abort();
}

/* Depth counts objects and lists, as the gate does. */
static void check_depth(const cJSON *node, int depth)
{
	if (!cJSON_IsObject(node) && !cJSON_IsArray(node))
		return;
	require(depth < JSON_DEPTH_MAX);
	for (const cJSON *c = node->child; c; c = c->next)
		check_depth(c, depth + 1);
}

static void check_tree(const cJSON *parent)
{
	for (const cJSON *c = parent->child; c; c = c->next) {
		if (cJSON_IsString(c))
			require(text_is_utf8(c->valuestring, strlen(c->valuestring)));
		if (cJSON_IsObject(parent))
			require(json_get(parent, c->string) == c);
		check_tree(c);
	}
}

static void check_written(struct arena *a, const cJSON *tree)
{
	char *text = json_text(a, tree), *twice;
	cJSON *again;
	size_t at;

	require(!strpbrk(text, "<>&\n\r\t\x7f"));
	require(json_parse(a, text, strlen(text), &again, &at) == JSON_OK);
	twice = json_text(a, again);
	require(!strcmp(text, twice));
	again = json_read_own(text);
	require(again && cJSON_Compare(tree, again, true));
}

/* The way back from our writer has no gate, but breaks nothing whatever it is given. */
static void check_own(const char *text, size_t size)
{
	char *copy = malloc(size + 1);
	cJSON *tree;

	memcpy(copy, text, size);
	copy[size] = '\0';
	tree = json_read_own(copy);
	if (tree)
		check_depth(tree, 0);
	free(copy);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct arena *a;
	/* Exactly as long as the input: the sanitizer sees a byte read too many. */
	char *text = malloc(size ? size : 1);
	size_t at = size + 1;
	enum json_refusal refusal;
	cJSON *tree;

	if (!a) {
		a = arena_new();
		arena_install_cjson();
		arena_use_for_cjson(a);
	}
	if (size)
		memcpy(text, data, size);
	refusal = json_parse(a, text, size, &tree, &at);
	require((refusal == JSON_OK) == (tree != NULL));
	require(at <= size);
	/* At 0 after an opening brace: the gate was content and cJSON was not. */
	require(refusal != JSON_SYNTAX || at > 0 || !size || *text != '{');
	if (tree) {
		check_tree(tree);
		check_depth(tree, 0);
		check_written(a, tree);
	}
	check_own(text, size);
	free(text);
	arena_reset(a);
	return 0;
}
