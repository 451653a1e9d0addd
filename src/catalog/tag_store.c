/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tags of products. */
#include <string.h>
#include "catalog/inside.h"
#include "catalog/store.h"

DB_STATEMENT(product_untag, "DELETE FROM product_tagged WHERE product_id = ?");
DB_STATEMENT(product_tag, "INSERT INTO product_tagged (product_id, tag) VALUES (?, ?)");

/* One that differs from another in its accents alone is the same word to the database. */
void product_tag_store_put(struct work *w, uint64_t product_id, const char *tags)
{
	db_exec(w->db, &product_untag, product_id);
	while (*tags) {
		size_t len = strcspn(tags, ",");

		(void)!db_insert(w->db, &product_tag, product_id,
				 arena_strndup(w->arena, tags, len));
		tags += len;
		tags += strspn(tags, ", ");
	}
}

DB_STATEMENT(product_tags_used, "SELECT tag, COUNT(*) AS n FROM product_tagged GROUP BY tag "
				"ORDER BY n DESC, tag LIMIT 100");

const char **product_tag_store_used(struct work *w, size_t *n)
{
	struct rows *r = db_query(w->db, &product_tags_used);
	const char **all = arena_array_of(w->arena, rows_count(r) + 1, const char *);

	for (*n = 0; rows_next(r);)
		all[(*n)++] = rows_text(r, 0);
	return all;
}
