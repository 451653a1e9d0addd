/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The desk's report of points: what the shop owes its members, by month. */
#include "member/web.h"

#include "base/json.h"
#include "guard.h"
#include "member/report.h"
#include "respond.h"

static void add_month(struct arena *a, const struct settings *s, cJSON *list,
		      const struct points_month *m, struct instant begins, struct instant ends,
		      struct instant now)
{
	struct civil c = instant_to_local(begins);
	cJSON *v = json_append_object(list);
	int64_t value = member_worth(s, m->open), expected = report_expected(m, value);

	json_add_text(v, "month", arena_printf(a, "%04d-%02d", c.year, c.month));
	json_add_instant(v, "begins", begins);
	json_add_bool(v, "is_running", ends.us > now.us);
	json_add_int(v, "came", m->moved.came);
	json_add_int(v, "back", m->moved.back);
	json_add_int(v, "used", m->moved.used);
	json_add_int(v, "expired", m->moved.expired);
	json_add_int(v, "open", m->open);
	json_add_money(v, "value", value, s->currency);
	json_add_bool(v, "has_rate", expected >= 0);
	if (expected >= 0) {
		json_add_int(v, "rate", m->used * 100 / m->ended);
		json_add_money(v, "expected", expected, s->currency);
	} else {
		json_add_null(v, "rate");
		json_add_null(v, "expected");
	}
}

void member_web_report(struct request *req, struct response *res)
{
	struct instant bounds[REPORT_MONTHS + 1];
	struct points_moved moved[REPORT_MONTHS];
	struct points_month months[REPORT_SHOWN];
	struct work w = work_of(req);
	cJSON *view = json_object(), *list = json_add_array(view, "months");
	int64_t open_now;

	report_bounds(req->now, bounds);
	report_store_read(&w, bounds, moved, &open_now);
	report_reckon(moved, open_now, months);
	for (int i = REPORT_SHOWN - 1; i >= 0; i--) {
		int at = i + REPORT_MONTHS - REPORT_SHOWN;

		add_month(req->arena, &req->app->settings, list, &months[i], bounds[at],
			  bounds[at + 1], req->now);
	}
	json_add(view, "rule", member_rule_view(&w));
	respond_add_export(req, view, "points");
	respond_view(req, res, "member/report", view);
}
