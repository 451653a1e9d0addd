/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Messages from chats: one thread a person, whatever way they wrote; and who that person is. */
#include "feedback/chat.h"
#include "base/ident.h"
#include "customer/customer.h"

/* ---- whose it is ---- */

static void tell_all(struct work *w, const struct chat_item *all, size_t n, enum item_act act,
		     uint64_t customer_id)
{
	for (size_t i = 0; i < n; i++)
		item_store_tell(w, all[i].id,
				&(struct item_event){ .kind = act,
						      .state = all[i].state,
						      .subject_id = customer_id,
						      .word = -1 });
}

/* False: the customer is gone, or somebody was faster. */
static bool link_to(struct work *w, const struct chat_user *u, uint64_t customer_id)
{
	const struct chat_item *all;
	size_t n;

	if (!customer_link_elsewhere(w, customer_id, chat_channel_word[u->channel], u->value))
		return false;
	all = chat_store_items(w, u->id, &n);
	chat_store_give(w, u->id, customer_id, item_store_is_regular(w, customer_id));
	tell_all(w, all, n, ITEM_LINKED, customer_id);
	return true;
}

/* By an earlier link, or by a way that the channel has verified. */
static uint64_t customer_of(struct work *w, const struct chat_user *u, const struct chat_message *m)
{
	uint64_t id = customer_find_elsewhere(w, chat_channel_word[u->channel], u->value);

	if (id || (!m->email && !m->phone))
		return id;
	id = customer_of_ways(w, m->email, m->phone);
	return id && link_to(w, u, id) ? id : 0;
}

/* ---- a message ---- */

struct hearing {
	const struct chat_message *m;
	struct chat_heard out;
};

static enum lang lang_of(struct work *w, const struct chat_message *m, uint64_t customer_id)
{
	struct customer c;

	if (m->lang >= 0)
		return (enum lang)m->lang;
	return customer_id && customer_get(w, customer_id, &c) ? c.lang : chat_lang(m->text);
}

/* The number as it would be printed, or as it was given. */
static const char *named(struct work *w, const char *order)
{
	char number[IDENT_NUMBER_SIZE];

	if (!order || !ident_number_fold('R', order, number))
		return order;
	return arena_strdup(w->arena, number);
}

static void put(struct work *w, const struct chat_user *u, const struct chat_message *m,
		uint64_t customer_id, const char *heard_by)
{
	const char *number = named(w, m->order);
	struct item_draft d = { .customer_id = customer_id,
				.order_id = number && customer_id
						    ? chat_store_order(w, number, customer_id)
						    : 0,
				.chat_id = u->id,
				.source = ITEM_MESSAGE,
				.body = m->text,
				.lang = lang_of(w, m, customer_id) };
	struct message_line line = { .id = work_id(w),
				     .item_id = item_open(w, &d),
				     .chat_id = u->id,
				     .by = chat_by(u->channel),
				     .body = m->text,
				     .order_named = number,
				     .heard_by = heard_by,
				     .at = chat_written_at(m->at, w->now) };
	struct item i;

	if (!item_store_get(w, line.item_id, false, &i))
		return;
	line.order_id = i.order_id;
	message_store_insert(w, &line, i.customer_id);
	if (!i.order_id && d.order_id)
		chat_store_about(w, i.id, d.order_id);
}

static int hear(struct work *w, void *arg)
{
	struct hearing *h = arg;
	const struct chat_message *m = h->m;
	struct chat_user u = { .channel = m->channel,
			       .value = m->user,
			       .name = m->name ? m->name : "" };
	const char *heard_by =
		arena_printf(w->arena, "chat:%s:%s", chat_channel_word[m->channel], m->id);
	uint64_t customer_id;

	chat_store_hold(w, &u);
	customer_id = customer_of(w, &u, m);
	h->out.is_known = customer_id != 0;
	h->out.is_new = !message_store_is_heard(w, heard_by);
	if (!h->out.is_new)
		return 0;
	/* they became known elsewhere meanwhile */
	if (customer_id)
		chat_store_give(w, u.id, customer_id, item_store_is_regular(w, customer_id));
	put(w, &u, m, customer_id, heard_by);
	return 0;
}

struct chat_heard chat_hear(struct work *w, const struct chat_message *m)
{
	struct hearing h = { .m = m };

	(void)work_transaction(w, hear, &h);
	return h.out;
}

struct message_line *item_thread(struct work *w, const struct item *i, size_t *n)
{
	if (!i->customer_id && i->chat)
		return message_store_of_chat(w, i->chat->id, n);
	return message_store_thread(w, i->customer_id, 0, n);
}

/* ---- by hand ---- */

struct linking {
	uint64_t item_id, customer_id;
	int version;
};

/* Locked in the order in which a message does so. */
static enum chat_refusal find(struct work *w, const struct linking *l, struct item *i)
{
	struct chat_user u;

	if (!item_store_get(w, l->item_id, false, i))
		return CHAT_NOT_FOUND;
	if (!i->chat)
		return CHAT_NOT_NOW;
	u = *i->chat;
	chat_store_hold(w, &u);
	if (!item_store_get(w, l->item_id, true, i))
		return CHAT_NOT_FOUND;
	return l->version && l->version != i->version ? CHAT_STALE : CHAT_OK;
}

static int run_link(struct work *w, void *arg)
{
	const struct linking *l = arg;
	enum chat_refusal r;
	struct item i;

	r = find(w, l, &i);
	if (r != CHAT_OK)
		return (int)r;
	if (i.customer_id)
		return CHAT_NOT_NOW;
	return link_to(w, i.chat, l->customer_id) ? CHAT_OK : CHAT_NOT_NOW;
}

enum chat_refusal chat_link(struct work *w, uint64_t item_id, uint64_t customer_id, int version)
{
	struct linking l = { item_id, customer_id, version };

	return (enum chat_refusal)work_transaction(w, run_link, &l);
}

static int run_unlink(struct work *w, void *arg)
{
	const struct linking *l = arg;
	const struct chat_item *all;
	enum chat_refusal r;
	struct item i;
	size_t n;

	r = find(w, l, &i);
	if (r != CHAT_OK)
		return (int)r;
	if (!i.customer_id)
		return CHAT_NOT_NOW;
	if (chat_store_has_given(w, i.chat->id))
		return CHAT_GIVEN;
	customer_unlink_elsewhere(w, i.customer_id, chat_channel_word[i.chat->channel],
				  i.chat->value);
	all = chat_store_items(w, i.chat->id, &n);
	chat_store_part(w, i.chat->id);
	tell_all(w, all, n, ITEM_UNLINKED, i.customer_id);
	return CHAT_OK;
}

enum chat_refusal chat_unlink(struct work *w, uint64_t item_id, int version)
{
	struct linking l = { item_id, 0, version };

	return (enum chat_refusal)work_transaction(w, run_unlink, &l);
}
