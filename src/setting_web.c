/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The settings' page: the table of settings as forms, one a group. What was not touched is not
 * written, so that two who save at the same time undo nothing of one another's. */
#include "setting_web.h"

#include <string.h>
#include "base/json.h"
#include "base/money.h"
#include "base/text.h"
#include "guard.h"
#include "respond.h"
#include "setting_change.h"

#define WAS "was."

/* ---- values as people write them ---- */

/* The currency whose decimals it is written with; NULL: it is no amount. Basis points are per cent
 * with two. */
static const char *decimals_of(const struct settings *s, const char *name)
{
	struct setting_info info;

	if (!setting_find(name, &info))
		return NULL;
	if (info.kind == SETTING_PERCENT)
		return "CNY";
	return info.kind == SETTING_MONEY ? s->currency : NULL;
}

static const char *shown(struct request *req, const struct settings *s, const char *name)
{
	const char *value = setting_text(s, name, req->arena);
	const char *decimals = decimals_of(s, name);
	char text[32];
	int64_t minor;

	if (!decimals || !text_to_i64(value, INT64_MIN, INT64_MAX, &minor))
		return value;
	money_decimal(minor, decimals, text, sizeof text);
	return arena_strdup(req->arena, text);
}

/* NULL: no amount. */
static const char *stored(struct request *req, const struct settings *s, const char *name,
			  const char *typed)
{
	const char *decimals = decimals_of(s, name);
	const char *clean;
	int64_t minor;

	if (!decimals)
		return typed;
	clean = text_is_utf8(typed, strlen(typed)) ? text_clean(req->arena, typed, true) : NULL;
	if (!clean || !money_parse(clean, decimals, &minor))
		return NULL;
	return arena_printf(req->arena, "%lld", (long long)minor);
}

static const char *sent(const struct request *req, const char *name)
{
	const cJSON *node;

	if (!req->json)
		return params_get(&req->form, name);
	node = json_get(req->json, name);
	if (cJSON_IsBool(node))
		return cJSON_IsTrue(node) ? "yes" : "no";
	if (cJSON_IsString(node))
		return node->valuestring;
	if (cJSON_IsNumber(node))
		return json_text(req->arena, node);
	return node ? "\xff" : NULL; /* of a type that fits none */
}

/* ---- the page ---- */

static void add_choice(cJSON *list, const char *value, const char *text, const char *chosen)
{
	cJSON *one = json_append_object(list);

	json_add_text(one, "value", value);
	json_add_text(one, "text", text);
	json_add_bool(one, "chosen", !strcmp(value, chosen));
}

/* What may be chosen of languages. */
static const char *const offers[] = { "en,zh-CN", "en", "zh-CN" };

static void add_choices(const struct request *req, cJSON *field, const struct setting_info *info,
			const char *chosen)
{
	cJSON *list = json_add_array(field, "choices");
	enum setting_kind kind = info->kind;

	if (kind == SETTING_LANG)
		for (int l = 0; l < LANG__MAX; l++)
			add_choice(list, lang_tag[l],
				   label_text(req->app->words, req->lang, "language", lang_tag[l]),
				   chosen);
	if (kind == SETTING_LANGS)
		for (size_t i = 0; i < sizeof offers / sizeof *offers; i++)
			add_choice(list, offers[i],
				   label_text(req->app->words, req->lang, "languages", offers[i]),
				   chosen);
	for (const char *const *w = info->choices ? info->choices->word : NULL; w && *w; w++)
		add_choice(list, *w,
			   label_text(req->app->words, req->lang, info->choices->label, *w),
			   chosen);
	if (kind != SETTING_BOOL)
		return;
	add_choice(list, "yes", label_text(req->app->words, req->lang, "yes_no", "yes"), chosen);
	add_choice(list, "no", label_text(req->app->words, req->lang, "yes_no", "no"), chosen);
}

static const char *error_of(const struct request *req, const struct field_errors *errors,
			    const char *name)
{
	for (size_t i = 0; errors && i < errors->n; i++)
		if (!strcmp(errors->v[i].name, name))
			return respond_error_text(req, &errors->v[i]);
	return NULL;
}

static void add_field(struct request *req, cJSON *list, const struct setting_info *info,
		      const struct settings *s, const struct field_errors *errors)
{
	cJSON *field = json_append_object(list);
	const char *now = shown(req, s, info->name);
	const char *typed = errors ? sent(req, info->name) : NULL;
	bool is_choice = info->kind == SETTING_BOOL || info->kind == SETTING_LANG ||
			 info->kind == SETTING_LANGS || info->kind == SETTING_CHOICE;
	bool is_colour = info->kind == SETTING_COLOUR;
	bool is_number = info->kind == SETTING_NUMBER || info->kind == SETTING_MONEY ||
			 info->kind == SETTING_PERCENT;

	json_add_text(field, "name", info->name);
	json_add_text(field, "id", info->name);
	json_add_text(field, "value", typed ? typed : now);
	json_add_text(field, "was", now);
	json_add_null(field, "now");
	json_add_text(field, "error", error_of(req, errors, info->name));
	json_add_text(field, "hint",
		      label_find("setting_hint", info->name)
			      ? label_text(req->app->words, req->lang, "setting_hint", info->name)
			      : NULL);
	json_add_bool(field, "is_choice", is_choice);
	json_add_bool(field, "is_number", is_number);
	json_add_bool(field, "is_long", !is_choice && !is_number && info->max > 300);
	json_add_bool(field, "is_colour", is_colour);
	json_add_bool(field, "is_line", !is_choice && !is_number && !is_colour && info->max <= 300);
	json_add_int(field, "max", info->max);
	add_choices(req, field, info, typed ? typed : now);
}

static cJSON *page_view(struct request *req, const struct settings *s,
			const struct field_errors *errors)
{
	static const enum setting_group order[] = {
		SETTINGS_SHOP,  SETTINGS_LOOK,     SETTINGS_PLACE,  SETTINGS_MONEY, SETTINGS_ORDERS,
		SETTINGS_FIRST, SETTINGS_FEEDBACK, SETTINGS_MEMBER, SETTINGS_SAFETY
	};
	cJSON *view = json_object(), *groups = json_add_array(view, "groups");

	for (size_t g = 0; g < sizeof order / sizeof *order; g++) {
		cJSON *group = json_append_object(groups);
		cJSON *fields;
		struct setting_info info;
		const char *name;

		json_add_text(group, "group", setting_group_word[order[g]]);
		fields = json_add_array(group, "fields");
		for (size_t i = 0; (name = setting_name(i)); i++)
			if (setting_find(name, &info) && info.group == order[g])
				add_field(req, fields, &info, s, errors);
	}
	return view;
}

void setting_web_show(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	struct settings s;

	setting_read(&w, &s);
	respond_view(req, res, "setting/show", page_view(req, &s, NULL));
}

/* ---- saving ---- */

/* What is wrong with a colour, and which one near it would do. */
static void refuse_colour(const struct setting_info *info, const char *typed,
			  struct field_errors *errors, const char *at)
{
	enum theme_scheme scheme = (enum theme_scheme)info->min;
	const char *clean = typed ? text_clean(errors->arena, typed, true) : NULL;
	struct colour c;
	char near[COLOUR_SIZE];

	if (!clean || !colour_read(clean, &c)) {
		field_error(errors, at, "no_colour",
			    N_("A colour such as #0a6b58, or nothing for the house’s own"), NULL);
		return;
	}
	colour_write(theme_nearest(scheme, c), near);
	field_error(errors, at, "low_contrast",
		    scheme == THEME_LIGHT
			    ? N_("Too light to read on our light backgrounds. {arg} would do")
			    : N_("Too dark to read on our dark backgrounds. {arg} would do"),
		    arena_strdup(errors->arena, near));
}

static void refuse_unfit(const struct setting_info *info, const char *typed,
			 struct field_errors *errors)
{
	const char *at = arena_printf(errors->arena, "/%s", info->name);

	switch (info->kind) {
	case SETTING_CURRENCY:
		field_error(errors, at, "unknown",
			    N_("Not a currency we know: three letters such as CNY or GBP"), NULL);
		break;
	case SETTING_COUNTRY:
		field_error(errors, at, "unknown", N_("Two capital letters such as CN or GB"),
			    NULL);
		break;
	case SETTING_ZONE:
		field_error(errors, at, "unknown",
			    N_("Not a time zone we know, for example Asia/Shanghai"), NULL);
		break;
	case SETTING_COLOUR:
		refuse_colour(info, typed, errors, at);
		break;
	case SETTING_LANG:
	case SETTING_LANGS:
	case SETTING_BOOL:
	case SETTING_CHOICE:
		field_error(errors, at, "unknown", N_("Choose one of these"), NULL);
		break;
	case SETTING_NUMBER:
		field_error(errors, at, "out_of_range", N_("A whole number, {arg}"),
			    arena_printf(errors->arena, "%lld–%lld", (long long)info->min,
					 (long long)info->max));
		break;
	case SETTING_MONEY:
		field_error(errors, at, "not_an_amount", N_("An amount such as 8.00, not below 0"),
			    NULL);
		break;
	case SETTING_PERCENT:
		field_error(errors, at, "not_a_percentage", N_("Enter a percentage like 13 or 6.5"),
			    NULL);
		break;
	case SETTING_EMAIL:
		field_error(errors, at, "not_an_email",
			    N_("Enter an email address like name@example.com"), NULL);
		break;
	case SETTING_PHONE:
		field_error(errors, at, "not_a_phone",
			    N_("Enter a phone number: digits, spaces, + - ( )"), NULL);
		break;
	case SETTING_TEXT:
	case SETTING_NOTE:
	case SETTING_WORD:
		field_error(errors, at, "wrong_length",
			    info->kind == SETTING_WORD ? N_("1 to {arg} characters")
						       : N_("At most {arg} characters"),
			    arena_printf(errors->arena, "%lld", (long long)info->max));
		break;
	}
}

static void refuse(const struct setting_wish *wish, struct field_errors *errors)
{
	struct setting_info info;

	if (wish->refusal == SETTING_HAS_ORDERS)
		field_error(errors, "/currency", "has_orders",
			    N_("There are orders in the currency of now, so it stays"), NULL);
	else if (wish->refusal == SETTING_NOT_OFFERED)
		field_error(errors, arena_printf(errors->arena, "/%s", wish->name), "not_offered",
			    N_("The language for who asks for none has to be one that customers "
			       "are offered"),
			    NULL);
	else if (wish->refusal == SETTING_UNFIT && setting_find(wish->name, &info))
		refuse_unfit(&info, wish->value, errors);
}

static bool is_peoples(const char *name)
{
	struct setting_info info;

	return setting_find(name, &info) && info.group != SETTINGS_HIDDEN;
}

static bool is_known(const char *name)
{
	if (!strncmp(name, WAS, strlen(WAS)))
		name += strlen(WAS);
	return is_peoples(name) || !strcmp(name, "csrf") || !strcmp(name, "form_key") ||
	       text_starts_with(name, "do");
}

static void refuse_unknown(struct field_errors *errors, const char *name)
{
	if (!is_known(name))
		field_error(errors, arena_printf(errors->arena, "/%s", name), "unknown",
			    N_("This is not a field we know"), NULL);
}

static void check_names(const struct request *req, struct field_errors *errors)
{
	for (size_t i = 0; !req->json && i < req->form.n; i++)
		refuse_unknown(errors, req->form.v[i].name);
	for (const cJSON *m = req->json ? req->json->child : NULL; m; m = m->next)
		refuse_unknown(errors, m->string);
}

/* What was sent, and differs from what the page began with. */
static size_t take_wishes(struct request *req, const struct settings *s,
			  struct setting_wish *wishes, struct field_errors *errors)
{
	const char *name;
	size_t n = 0;

	for (size_t i = 0; (name = setting_name(i)); i++) {
		const char *typed = sent(req, name);
		const char *was = sent(req, arena_printf(req->arena, WAS "%s", name));
		struct setting_wish wish = { .name = name, .refusal = SETTING_UNFIT };

		if (!typed || !is_peoples(name) || (was && !strcmp(was, typed)))
			continue;
		wish.value = stored(req, s, name, typed);
		if (wish.value && setting_clean(req->arena, name, wish.value))
			wishes[n++] = wish;
		else
			refuse(&wish, errors);
	}
	return n;
}

static size_t count_settings(void)
{
	size_t n = 0;

	while (setting_name(n))
		n++;
	return n;
}

void setting_web_save(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct setting_wish *wishes =
		arena_array_of(req->arena, count_settings() + 1, struct setting_wish);
	struct work w = work_of(req);
	struct settings s;
	size_t n;

	setting_read(&w, &s);
	check_names(req, &errors);
	n = take_wishes(req, &s, wishes, &errors);
	(void)!instant_set_zone(req->app->settings.zone); /* looking whether one fits sets it */
	if (errors.n == 0 && !setting_change(&w, wishes, n))
		for (size_t i = 0; i < n; i++)
			refuse(&wishes[i], &errors);
	if (errors.n > 0) {
		respond_errors(req, res, "setting/show", page_view(req, &s, &errors), NULL, 0,
			       &errors);
		return;
	}
	setting_read(&w, &s);
	respond_done(req, res, 200, page_view(req, &s, NULL), "/desk/settings",
		     n ? "success" : "info",
		     n ? N_("Saved. Every page follows within a minute.")
		       : N_("Nothing was changed."));
}
