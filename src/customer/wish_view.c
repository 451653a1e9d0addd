/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Wishes as trees. */
#include "base/json.h"
#include "customer/wish.h"

cJSON *wish_values(const struct wish *all, size_t n, uint64_t address_id, int version)
{
	cJSON *v = json_object();

	for (size_t i = 0; i < n; i++)
		if (all[i].address_id == address_id)
			json_add_text(v, wish_word[all[i].kind], all[i].body);
	json_add_id(v, "address", address_id);
	json_add_int(v, "version", version);
	return v;
}

cJSON *wish_groups(struct work *w, const struct wish *all, size_t n)
{
	cJSON *groups = json_array(), *wishes = NULL;

	for (size_t i = 0; i < n; i++) {
		cJSON *one;

		if (i == 0 || all[i].address_id != all[i - 1].address_id) {
			cJSON *group = json_append_object(groups);

			json_add_id(group, "address", all[i].address_id);
			if (all[i].address_id)
				json_add(group, "contact", contact_view(w, &all[i].contact, false));
			else
				json_add_null(group, "contact");
			wishes = json_add_array(group, "wishes");
		}
		one = json_append_object(wishes);
		json_add_text(one, "kind", wish_word[all[i].kind]);
		json_add_text(one, "body", all[i].body);
		json_add_bool(one, "is_allergy", all[i].kind == WISH_ALLERGY);
	}
	return groups;
}
