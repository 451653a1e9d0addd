/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stated wishes: what to mind with all orders of somebody, or with those to one of their addresses;
 * for the files of customer/ alone. */
#ifndef REGULARS_CUSTOMER_WISH_H
#define REGULARS_CUSTOMER_WISH_H

#include "customer/inside.h"

/* ---- rules (wish_rules.c) ---- */
struct wish {
	uint64_t address_id; /* 0: all orders */
	enum wish_kind kind;
	const char *body;
	struct actor who;
	struct instant at;
	struct contact contact; /* of the address; id 0: none */
};
/* True: a parcel to one is a parcel to the other, whoever takes it. */
bool contact_is_same_place(const struct contact *a, const struct contact *b);
/* Does the wish hold for an order that goes there? What an address says of packing and time stands
 * in place of what is said of all orders; of the other kinds both hold. */
bool wish_holds(const struct wish *all, size_t n, const struct wish *one, const struct contact *to);

/* ---- rows (wish_store.c) ---- */
/* All of somebody's, those of all orders first. */
struct wish *wish_store_list(struct work *w, uint64_t customer_id, size_t *n);
void wish_store_put(struct work *w, uint64_t customer_id, uint64_t address_id, enum wish_kind kind,
		    const char *body);
void wish_store_remove(struct work *w, uint64_t customer_id, uint64_t address_id,
		       enum wish_kind kind);
void wish_store_forget_address(struct work *w, uint64_t customer_id, uint64_t address_id);

/* ---- trees (wish_view.c) ---- */
/* As the form shows them: what was said of this address, or (0) of all orders. */
cJSON *wish_values(const struct wish *all, size_t n, uint64_t address_id, int version);
/* [{address, contact, wishes: [{kind, body}]}]: those of all orders first, then by address. */
cJSON *wish_groups(struct work *w, const struct wish *all, size_t n);

#endif
