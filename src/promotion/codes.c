/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Codes that other areas give to one customer alone, and the promotions behind them. */
#include "base/ident.h"
#include "promotion/manage.h"
#include "promotion/store.h"

uint64_t promotion_make(struct work *w, struct promotion *p)
{
	p->id = work_id(w);
	p->needs_code = p->gives_back = p->of_house = true;
	promotion_store_insert(w, p);
	return p->id;
}

void promotion_rename(struct work *w, uint64_t id, const char *name_en, const char *name_zh)
{
	struct promotion p;

	if (!promotion_store_get(w, id, true, &p))
		return;
	p.name_en = name_en;
	p.name_zh = name_zh;
	promotion_store_update(w, &p);
}

/* Of the kind of other numbers, whose slips are caught. */
const char *promotion_issue(struct work *w, uint64_t id, uint64_t customer_id, struct instant until)
{
	char code[IDENT_NUMBER_SIZE];

	do
		work_number(w, 'G', code);
	while (!promotion_store_issue(w, id, code, customer_id, until));
	return arena_strdup(w->arena, code);
}

bool promotion_withdraw(struct work *w, const char *code)
{
	if (promotion_store_code_used(w, code) != 0)
		return false;
	promotion_store_end_issued(w, code);
	return true;
}

void promotion_end_issued(struct work *w, const char *code)
{
	promotion_store_end_issued(w, code);
}
