/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A product's own picture, which somebody else chooses: no edit of the product, so no new version.
 */
#include "base/json.h"
#include "catalog/inside.h"

bool catalog_hold(struct work *w, uint64_t id, struct product *out)
{
	return product_store_lock(w, id, out);
}

DB_STATEMENT(product_picture, "UPDATE product SET picture = ? WHERE id = ?");

void catalog_set_picture(struct work *w, uint64_t id, const char *picture)
{
	db_exec(w->db, &product_picture, picture, id);
}

void catalog_note_more(struct work *w, const struct product *p, const char *field, const char *was,
		       const char *became)
{
	cJSON *changes = json_array();

	if (catalog_note(changes, NULL, field, was, became))
		catalog_write_down(w, p->id, false, p->version, changes);
}
