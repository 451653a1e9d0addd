/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who may be the same person, by the indexes of what people gave. */
#include "base/json.h"
#include "customer/alike.h"

/* Of each reason so many hits: a phone that thousands gave is nobody's. */
#define SAME(reason, on, than, limit)                                                              \
	"(SELECT k.customer_id AS a, m.customer_id AS b, " reason " AS reason FROM d JOIN "        \
	"customer_contact k ON k.customer_id = d.id JOIN customer_contact m ON " on                \
	" AND m.customer_id " than " k.customer_id LIMIT " limit ")"
#define BY_PHONE "m.phone_tail = k.phone_tail AND m.phone = k.phone"
#define BY_EMAIL "m.email_key = k.email_key"
#define BY_PLACE                                                                                   \
	"m.name = k.name AND k.street <> '' AND m.street = k.street AND m.city = k.city AND "      \
	"m.country = k.country"
#define ALL_REASONS(than, limit)                                                                   \
	SAME("1", BY_PHONE, than, limit)                                                           \
	" UNION " SAME("2", BY_EMAIL, than, limit) " UNION " SAME("4", BY_PLACE, than, limit)

DB_STATEMENT(
	alike_pairs,
	"WITH d AS (SELECT id FROM customer WHERE id <= ? AND joined_into IS NULL ORDER BY id DESC "
	"LIMIT ?) SELECT x.a, x.b, BIT_OR(x.reason) FROM (" ALL_REASONS(
		"<", "2000") ") x WHERE x.a < ? OR x.b < ? GROUP BY x.a, x.b ORDER BY x.a DESC, "
			     "x.b DESC LIMIT ?");
DB_STATEMENT(alike_edge, "SELECT id FROM customer WHERE id <= ? AND joined_into IS NULL ORDER BY "
			 "id DESC LIMIT 1 OFFSET ?");
DB_STATEMENT(alike_of, "WITH d AS (SELECT CAST(? AS UNSIGNED) AS id) SELECT x.a, x.b, "
		       "BIT_OR(x.reason) FROM (" ALL_REASONS("<>", "200") ") x GROUP BY x.a, x.b "
									  "ORDER BY x.b DESC "
									  "LIMIT ?");

static size_t take(struct rows *r, struct alike_pair *out, size_t max)
{
	size_t n = 0;

	while (n < max && rows_next(r))
		out[n++] = (struct alike_pair){ rows_id(r, 0), rows_id(r, 1),
						(unsigned)rows_i64(r, 2) };
	return n;
}

struct alike_pair *alike_store_pairs(struct work *w, struct alike_place *from, size_t *n)
{
	struct alike_pair *all = arena_array_of(w->arena, ALIKE_PAGE + 1, struct alike_pair);
	uint64_t top = from->newer ? from->newer : INT64_MAX;
	struct rows *r;

	*n = take(db_query(w->db, &alike_pairs, top, (int)ALIKE_WINDOW, top, from->older,
			   (int)ALIKE_PAGE + 1),
		  all, ALIKE_PAGE + 1);
	if (*n > ALIKE_PAGE) {
		*n = ALIKE_PAGE;
		*from = (struct alike_place){ all[ALIKE_PAGE - 1].newer,
					      all[ALIKE_PAGE - 1].older };
		return all;
	}
	r = db_query(w->db, &alike_edge, top, (int)ALIKE_WINDOW - 1);
	*from = (struct alike_place){ rows_next(r) ? rows_id(r, 0) : 0, 0 };
	return all;
}

size_t alike_store_of(struct work *w, uint64_t customer_id, struct alike_pair *out, size_t max)
{
	return take(db_query(w->db, &alike_of, customer_id, max), out, max);
}

cJSON *alike_reasons_view(unsigned reasons)
{
	cJSON *list = json_array();

	for (unsigned i = 0; i < ALIKE_REASONS; i++)
		if (reasons & (1u << i))
			json_add_text(json_append_object(list), "reason", alike_word[i]);
	return list;
}
