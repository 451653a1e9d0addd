/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What names are found by besides their beginnings, which their own indexes have. */
#include "customer/inside.h"

_Static_assert(NAME_WORDS == 24, "the statement has a place for each");
#define FOUR " UNION ALL SELECT ? UNION ALL SELECT ? UNION ALL SELECT ? UNION ALL SELECT ?"
/* A word that is there already stays as it is. */
DB_STATEMENT(name_words_insert,
	     "INSERT INTO customer_name_word (word, customer_id) SELECT x.word, ? FROM (SELECT ? "
	     "AS word UNION ALL SELECT ? UNION ALL SELECT ? UNION ALL SELECT ?" FOUR FOUR FOUR FOUR
		     FOUR ") x WHERE x.word IS NOT NULL ON DUPLICATE KEY UPDATE customer_id = "
	     "customer_name_word.customer_id");

void name_store_add(struct work *w, uint64_t customer_id, const char *name)
{
	const char *words[NAME_WORDS];
	struct db_arg args[NAME_WORDS + 1] = { db_arg_uint(customer_id) };
	size_t n = customer_name_words(w->arena, name, words);

	if (n == 0)
		return;
	for (size_t i = 0; i < NAME_WORDS; i++)
		args[i + 1] = db_arg_text(i < n ? words[i] : NULL);
	db_exec_args(w->db, &name_words_insert, args, NAME_WORDS + 1);
}

DB_STATEMENT(name_words_row, "INSERT INTO customer_name_word (word, customer_id) VALUES (?, ?) ON "
			     "DUPLICATE KEY UPDATE customer_id = VALUES(customer_id)");

void name_store_add_many(struct work *w, const struct name_of_customer *v, size_t n)
{
	struct db_arg *args = arena_array_of(w->arena, n * NAME_WORDS * 2 + 1, struct db_arg),
		      *a = args;

	for (size_t i = 0; i < n; i++) {
		const char *words[NAME_WORDS];
		size_t n_words = customer_name_words(w->arena, v[i].name, words);

		for (size_t k = 0; k < n_words; k++) {
			*a++ = db_arg_text(words[k]);
			*a++ = db_arg_uint(v[i].customer_id);
		}
	}
	db_exec_rows(w->db, &name_words_row, args, 2, (size_t)(a - args) / 2);
}

/* Contacts keep the names that orders went to. */
DB_STATEMENT(name_words_of_none,
	     "DELETE x FROM customer_name_word x JOIN customer c ON c.id = x.customer_id WHERE "
	     "x.customer_id = ? AND LOCATE(x.word, c.name) = 0 AND NOT EXISTS (SELECT 1 FROM "
	     "customer_contact k WHERE k.customer_id = x.customer_id AND LOCATE(x.word, k.name) > "
	     "0)");

void name_store_renamed(struct work *w, uint64_t customer_id, const char *name)
{
	db_exec(w->db, &name_words_of_none, customer_id);
	if (name)
		name_store_add(w, customer_id, name);
}

DB_STATEMENT(name_words_forget, "DELETE FROM customer_name_word WHERE customer_id = ?");

void name_store_forget(struct work *w, uint64_t customer_id)
{
	db_exec(w->db, &name_words_forget, customer_id);
}
