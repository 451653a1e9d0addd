/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "order/rounds.h"

#include "jobs.h"
#include "order/door.h"

void rounds_run_one(void)
{
	struct arena *a = arena_new();

	jobs_run_due(shop_app, a);
	db_use_arena(shop_app->db, shop.arena);
	arena_use_for_cjson(shop.arena);
	arena_free(a);
}

void rounds_run_tasks(void)
{
	for (int i = 0; i < 20 && support_number("SELECT COUNT(*) FROM task WHERE state = 0"); i++)
		rounds_run_one();
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM task WHERE state <> 1"), 0);
}
