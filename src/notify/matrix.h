/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What somebody is written to about, and which way: a row for each kind of message, a column for
 * each way; for the files of notify/ alone. */
#ifndef REGULARS_NOTIFY_MATRIX_H
#define REGULARS_NOTIFY_MATRIX_H

#include "notify/choice.h"

enum choice_row { CHOICE_ORDER, CHOICE_DELIVERY, CHOICE_OFFERS, CHOICE_ROW__MAX };
extern const char *const choice_row_word[CHOICE_ROW__MAX];
extern const char *const choice_column_word[CONSENT_CHANNEL__MAX];

/* ---- rules (notify/rules.c): pure ---- */
enum choice_cell {
	CELL_NO_WAY, /* nothing of this kind goes this way */
	CELL_ALWAYS, /* must be sent */
	CELL_OPEN,   /* they choose */
};
/* primary: where they are written to unless they say otherwise. */
enum choice_cell choice_cell(enum choice_row row, enum consent_channel c,
			     enum consent_channel primary, bool has_way);
/* Of an open one that nothing was said of. */
bool choice_begins(enum choice_row row, enum consent_channel c, enum consent_channel primary);

/* ---- use cases (notify/matrix.c) ---- */
struct matrix {
	uint64_t customer_id;                 /* 0: an address that is nobody's we know */
	const char *to[CONSENT_CHANNEL__MAX]; /* NULL: no way there */
	bool shown[CONSENT_CHANNEL__MAX];     /* the shop has this column */
	enum consent_channel primary;         /* CONSENT_NO_CHANNEL: none */
	enum choice_cell cell[CHOICE_ROW__MAX][CONSENT_CHANNEL__MAX];
	bool wanted[CHOICE_ROW__MAX][CONSENT_CHANNEL__MAX];
	bool in_account; /* they have one, where news of orders stand besides */
	bool rings;      /* some way does, and it is somebody's we know */
	struct quiet_hours quiet;
};
/* At most six statements. */
void matrix_of_customer(struct work *w, uint64_t customer_id, struct matrix *out);
/* Limited to the address that a message went to. At most four. */
void matrix_of_message(struct work *w, const struct message *m, struct matrix *out);

struct matrix_change {
	int n; /* cells */
	enum choice_row row;
	bool wanted; /* of the last of them */
	bool quiet;  /* the last is the quiet hours */
};
/* Open cells become as `wanted` has them; each that changes is written to the ledger. And the quiet
 * hours, where something rings. */
struct matrix_change matrix_put(struct work *w, const struct matrix *m,
				bool wanted[CHOICE_ROW__MAX][CONSENT_CHANNEL__MAX],
				struct quiet_hours quiet, enum consent_place place);

/* {columns: [{channel}], rows: [{row, is_order, is_delivery, is_offers, cells: [{channel, name,
 * is_always, is_open, wanted}]}], has_choice, has_offers, quiet {from, to} or null, text_version}
 */
cJSON *matrix_view(struct work *w, const struct matrix *m);

#endif
