/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a message becomes a call, what its answer means, and when it may ring. Pure: no I/O, no
 * clock. */
#include "notify/channel.h"

#include <curl/curl.h>
#include <string.h>
#include <strings.h>
#include "base/json.h"
#include "base/text.h"
#include "base/utf8.h"

const char *const channel_format_word[FORMAT__MAX] = {
	[FORMAT_JSON] = "json",
	[FORMAT_FORM] = "form",
};
const char *const channel_value_word[CHANNEL_VALUE__MAX] = {
	[VALUE_TO] = "to",           [VALUE_NATIONAL] = "national", [VALUE_TEXT] = "text",
	[VALUE_SUBJECT] = "subject", [VALUE_LINK] = "link",         [VALUE_CODE] = "code",
	[VALUE_KIND] = "kind",       [VALUE_LANG] = "lang",         [VALUE_ID] = "id",
	[VALUE_SECRET] = "secret",
};

/* ---- filling in ---- */

static int value_of(const char *word, size_t n)
{
	for (int i = 0; i < CHANNEL_VALUE__MAX; i++)
		if (strlen(channel_value_word[i]) == n && !strncmp(channel_value_word[i], word, n))
			return i;
	return -1;
}

/* Headers have no escape, so what people wrote does not go there. */
static bool is_for_headers(enum channel_value v)
{
	return v == VALUE_SECRET || v == VALUE_ID || v == VALUE_KIND || v == VALUE_LANG;
}

static void add_json(struct buf *b, const char *s)
{
	const char *quoted = json_text(b->arena, cJSON_CreateString(s));

	buf_add(b, quoted + 1, strlen(quoted) - 2);
}

static void add_url(struct buf *b, const char *s)
{
	char *escaped = curl_easy_escape(NULL, s, (int)strlen(s));

	buf_adds(b, escaped ? escaped : "");
	curl_free(escaped);
}

static void add_value(struct buf *b, enum channel_escape how, const char *s)
{
	static void (*const add[])(struct buf *, const char *) = {
		[ESCAPE_NONE] = buf_adds,
		[ESCAPE_JSON] = add_json,
		[ESCAPE_URL] = add_url,
	};

	add[how](b, s ? s : "");
}

char *channel_fill(struct arena *a, const char *template, enum channel_escape how,
		   const struct channel_values *v, const char **unknown)
{
	struct buf b;
	const char *open;

	buf_init(&b, a);
	while ((open = strstr(template, "{{"))) {
		const char *end = strstr(open, "}}");
		int word = end ? value_of(open + 2, (size_t)(end - open - 2)) : -1;

		if (word < 0 || (how == ESCAPE_NONE && !is_for_headers((enum channel_value)word))) {
			*unknown = arena_strndup(a, open, end ? (size_t)(end + 2 - open) : 2);
			return NULL;
		}
		buf_add(&b, template, (size_t)(open - template));
		add_value(&b, how, v->v[word]);
		template = end + 2;
	}
	buf_adds(&b, template);
	return b.p;
}

/* ---- headers ---- */

static bool is_token(const char *s, size_t n)
{
	static const char marks[] = "!#$%&'*+-.^_`|~";

	for (size_t i = 0; i < n; i++) {
		char c = s[i];
		bool plain =
			(c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');

		if (!plain && (!c || !strchr(marks, c)))
			return false;
	}
	return n > 0;
}

/* What the call itself says. */
static bool is_ours(const char *name, size_t n)
{
	static const char *const ours[] = { "content-type", "content-length", "host",
					    "connection",   "expect",         "transfer-encoding" };

	for (size_t i = 0; i < sizeof ours / sizeof *ours; i++)
		if (strlen(ours[i]) == n && !strncasecmp(ours[i], name, n))
			return true;
	return false;
}

static bool is_header(const char *line)
{
	const char *colon = strchr(line, ':');
	size_t n = colon ? (size_t)(colon - line) : 0;

	if (!is_token(line, n) || is_ours(line, n))
		return false;
	for (const char *p = line; *p; p++)
		if ((unsigned char)*p < 0x20 || (unsigned char)*p > 0x7e)
			return false;
	return colon[1 + strspn(colon + 1, " ")] != 0;
}

const char **channel_header_lines(struct arena *a, const char *text, size_t *n)
{
	const char **lines = arena_array_of(a, CHANNEL_HEADER_LINES, const char *);

	*n = 0;
	while (*text) {
		size_t len = strcspn(text, "\n"), cut = len;

		while (cut > 0 && (text[cut - 1] == ' ' || text[cut - 1] == '\r'))
			cut--;
		if (cut > 0) {
			if (*n == CHANNEL_HEADER_LINES)
				return NULL;
			lines[*n] = arena_strndup(a, text, cut);
			if (!is_header(lines[(*n)++]))
				return NULL;
		}
		text += len + (text[len] == '\n');
	}
	return lines;
}

/* ---- what an answer means ----
 *
 * answer			this message		others
 *
 * 2xx, and says it is good	sent			go on
 * 2xx, and says it is not	another time		go on
 * 400, 413, 422		never			go on
 * none, anything else		another time		wait
 */

/* "result.0.code" of it; NULL: there is no such member. */
static const cJSON *member(struct arena *a, const cJSON *tree, const char *path)
{
	while (tree && *path) {
		size_t n = strcspn(path, ".");
		const char *name = arena_strndup(a, path, n);
		int64_t i;

		if (!cJSON_IsArray(tree))
			tree = json_get(tree, name);
		else if (text_to_i64(name, 0, 1000, &i))
			tree = cJSON_GetArrayItem(tree, (int)i);
		else
			return NULL;
		path += n + (path[n] == '.');
	}
	return tree;
}

static bool is_value(struct arena *a, const cJSON *node, const char *wanted)
{
	if (!node)
		return false;
	return !strcmp(cJSON_IsString(node) ? node->valuestring : json_text(a, node), wanted);
}

static bool says_good(struct arena *a, const char *body, const char *path, const char *value)
{
	cJSON *tree;
	size_t at;

	if (!*path)
		return true;
	if (json_parse(a, body, strlen(body), &tree, &at) != JSON_OK)
		return false;
	return is_value(a, member(a, tree, path), value);
}

enum post_outcome channel_judge(struct arena *a, const struct call_answer *answer,
				const char *good_member, const char *good_value, const char **said)
{
	int status = answer->status;

	if (status == 0) {
		*said = arena_printf(a, "no answer: %s", answer->error ? answer->error : "");
		return POST_AWAY;
	}
	*said = arena_printf(a, "%d%s%s", status, answer->answer ? " " : "",
			     answer->answer ? answer->answer : "");
	if (status >= 200 && status <= 299)
		return says_good(a, answer->body, good_member, good_value) ? POST_DONE : POST_LATER;
	return status == 400 || status == 413 || status == 422 ? POST_REFUSED : POST_AWAY;
}

/* ---- when ---- */

bool channel_rings(enum message_channel c)
{
	return c == CHANNEL_SMS || c == CHANNEL_WECHAT;
}

/* What cannot wait for the morning, or was asked for this minute. */
static bool may_wake(const char *template)
{
	static const char *const urgent[] = { "out_for_delivery", "ready_for_pickup", "pay_soon",
					      "sign_in_code", "trial" };

	for (size_t i = 0; i < sizeof urgent / sizeof *urgent; i++)
		if (!strcmp(urgent[i], template))
			return true;
	return false;
}

static bool is_quiet(struct quiet_hours q, int hour)
{
	if (q.from == q.to)
		return false;
	return q.from < q.to ? hour >= q.from && hour < q.to : hour >= q.from || hour < q.to;
}

struct instant channel_may_leave(const char *template, struct quiet_hours q, struct instant now)
{
	struct civil c = instant_to_local(now);

	if (may_wake(template) || !is_quiet(q, c.hour))
		return now;
	if (c.hour >= q.to)
		c = instant_to_local(instant_add(now, (24 - c.hour) * INSTANT_HOUR));
	c.hour = q.to;
	c.minute = c.second = c.micro = 0;
	return instant_from_local(&c);
}

/* ---- words ---- */

char *channel_plain(struct arena *a, const char *text)
{
	static const struct {
		const char *typed, *plain;
	} row[] = {
		{ "’", "'" },    { "‘", "'" },        { "“", "\"" },
		{ "”", "\"" },   { "–", "-" },        { "—", "-" },
		{ "…", "..." },  { "\xc2\xa0", " " }, { "\xe2\x80\xaf", " " },
		{ " · ", ", " },
	};
	struct buf b;

	buf_init(&b, a);
	while (*text) {
		size_t i = 0;

		while (i < sizeof row / sizeof *row && !text_starts_with(text, row[i].typed))
			i++;
		if (i < sizeof row / sizeof *row) {
			buf_adds(&b, row[i].plain);
			text += strlen(row[i].typed);
		} else {
			buf_addch(&b, *text++);
		}
	}
	return b.p;
}

char *channel_hide(struct arena *a, const char *text, const char *what, const char *as)
{
	struct buf b;
	const char *at;

	buf_init(&b, a);
	while (what && *what && (at = strstr(text, what))) {
		buf_add(&b, text, (size_t)(at - text));
		buf_adds(&b, as);
		text = at + strlen(what);
	}
	buf_adds(&b, text);
	return b.p;
}
