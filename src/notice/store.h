/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The SQL of notices, for the files of notice/ alone. */
#ifndef REGULARS_NOTICE_STORE_H
#define REGULARS_NOTICE_STORE_H

#include "notice/rules.h"

struct notice {
	uint64_t staff_id, id, order_id, note_id;
	enum notice_kind kind;
	struct instant due_at;
};
void notice_store_add(struct work *w, const struct notice *n);
void notice_store_seen(struct work *w, uint64_t staff_id, uint64_t up_to);
/* One's own below this id, newest first. */
struct notice_line *notice_store_list(struct work *w, uint64_t staff_id, uint64_t below, int limit,
				      size_t *n);
int64_t notice_store_forget(struct work *w, struct instant before, int max);

/* Everybody who works here and may see orders, with what they chose. */
struct notice_reader {
	struct staff_member who;
	struct notice_choice choice[NOTICE_KIND__MAX];
};
struct notice_reader *notice_store_readers(struct work *w, size_t *n);
/* out[] as chosen, else as it is for who never chose. One statement. */
void notice_store_choices(struct work *w, uint64_t staff_id,
			  struct notice_choice out[NOTICE_KIND__MAX]);
void notice_store_choose(struct work *w, uint64_t staff_id, enum notice_kind k,
			 const struct notice_choice *c);

/* Clocks within the window that were not told yet. */
struct notice_clock {
	uint64_t order_id;
	const char *number;
	struct instant due_at;
};
struct notice_clock *notice_store_clocks(struct work *w, enum notice_kind k,
					 const struct notice_window *in, int64_t confirm_hours,
					 int max, size_t *n);
/* False: it was told already. */
bool notice_store_told(struct work *w, enum notice_kind k, const struct notice_clock *c);
/* Who of the staff acted last on the order; 0: nobody. */
uint64_t notice_store_last_actor(struct work *w, uint64_t order_id);

#endif
