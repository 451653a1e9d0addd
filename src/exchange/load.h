/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that are taken over: a kind for each thing that may be brought, and the one way from a file
 * to its rows. Checking and taking over are the same pass, once without and once with writing. */
#ifndef REGULARS_EXCHANGE_LOAD_H
#define REGULARS_EXCHANGE_LOAD_H

#include "customer/customer.h"
#include "exchange/records.h"
#include "exchange/repair.h"
#include "permission.h"
#include "task.h"

enum load_kind {
	LOAD_PRODUCTS,
	LOAD_CUSTOMERS,
	LOAD_ORDERS,
	LOAD_STOCK,
	LOAD_REVIEWS,
	LOAD_KIND__MAX
};
extern const char *const load_kind_word[LOAD_KIND__MAX];
enum load_state {
	LOAD_BROUGHT,
	LOAD_CHECKING,
	LOAD_CHECKED,
	LOAD_RUNNING,
	LOAD_DONE,
	LOAD_UNDOING,
	LOAD_UNDONE,
	LOAD_STATE__MAX
};
extern const char *const load_state_word[LOAD_STATE__MAX];
enum load_encoding {
	ENCODING_UTF8,
	ENCODING_GB18030,
	ENCODING_BOOK, /* a workbook: not to be chosen, for the file says so itself */
	ENCODING__MAX
};
#define ENCODINGS_OF_TEXT ENCODING_BOOK
extern const char *const load_encoding_word[ENCODING__MAX];
enum load_delimiter { DELIMITER_COMMA, DELIMITER_TAB, DELIMITER_SEMICOLON, DELIMITER__MAX };
extern const char *const load_delimiter_word[DELIMITER__MAX];
extern const char load_delimiter_char[DELIMITER__MAX];

#define LOAD_BYTES_MAX  (50 << 20)
#define LOAD_FIELDS_MAX 32
#define LOAD_LINES_MAX  64 /* of one thing: no order holds more */
#define LOAD_IGNORED    (-1)

struct load_file {
	uint64_t id;
	enum load_kind kind;
	const char *name;
	struct actor who;
	const char *who_name; /* in lists; NULL: not known */
	enum load_state state;
	int64_t n_bytes;
	enum load_encoding encoding;
	enum load_delimiter delimiter;
	cJSON *mapping, *report; /* NULL: none yet */
	cJSON *repairs;          /* [{field, how, from, to}]; NULL: none */
	uint64_t task_id;
	struct instant created_at, ended_at;
	bool has_files;
};

/* ---- our fields (load_product.c, load_stock.c) ---- */
enum load_outcome { ROW_NEW, ROW_CHANGED, ROW_SAME, ROW_BAD, ROW__MAX };
struct load_field {
	const char *word, *label; /* a message */
	bool required;
	const char *also[6]; /* other names that columns have */
	const char *example[2];
	bool each; /* of a thing with many lines: required in each of them, not in the first alone
		    */
};
struct load_cells {
	uint64_t line;
	const char **cell; /* by our field; NULL: no such column, or empty */
};
struct load_row {
	struct work *w;
	uint64_t file_id, line;
	const char **cell;              /* of the first line */
	const struct load_cells *lines; /* all of them: one, but where the source takes many */
	size_t n_lines;
	const char *problem;   /* ROW_BAD: a word of the label kind import_problem */
	int field;             /* that it is about; -1: none */
	size_t at;             /* and the line */
	const char *was, *now; /* ROW_CHANGED: what differs, for people */
	/* For taking it back: of ROW_NEW what was made; of ROW_CHANGED the cells that differ, as
	 * they were and are. NULL: it is not changed back. */
	uint64_t made_id;
	cJSON *was_cells, *now_cells;
	bool again; /* it is being changed back */
};
struct load_made { /* a row of what a file did */
	uint64_t line, made_id;
	const char *was, *became; /* JSON; NULL: none */
};
#define LOAD_UNDO_US INSTANT_DAY /* so long after its end */
struct load_source {
	enum permission permission;
	const struct load_field *fields;
	size_t n_fields;
	int key; /* the field that people know it by */
	/* What may stand in a file but once; NULL: nothing of the kind is given. */
	const char *(*key_of)(struct arena *a, const char *const *cell);
	bool many;     /* lines with one key, one behind the other, are one thing */
	bool personal; /* cells are of people: none stands in a report */
	/* Writes what the lines say. The caller takes it back where it only checks, and where they
	 * are refused. */
	enum load_outcome (*row)(struct load_row *r);
	/* Takes back what a row made. NULL: it is gone; else why it stays: a word of the label kind
	 * import_kept. The caller takes back what was written until then. */
	const char *(*take_back)(struct load_row *r, const struct load_made *m);
};
/* Notes a cell that a row changes. */
void load_differs(struct load_row *r, const char *field, const char *was, const char *now);
extern const struct load_source load_products, load_customers, load_orders, load_stock,
	load_reviews;
const struct load_source *load_source_of(enum load_kind kind);
enum load_outcome load_bad(struct load_row *r, const char *problem, int field); /* ROW_BAD */
bool load_no(struct load_row *r, const char *problem, int field);               /* false */

/* ---- cells of people (load_person_input.c) ---- */
/* The contact of a line, in the order that forms have its fields in, from column `first` on. False:
 * load_no has said what is wrong. */
bool load_person(struct load_row *r, const char **cell, int first, struct contact_draft *out);

/* ---- cells (load_cell.c): false or -1: not such a thing ---- */
bool cell_price(const char *text, const char *currency, int64_t *milli);
bool cell_count(const char *text, int64_t max, int64_t *n);
bool cell_yes(const struct app *app, const char *text, bool *yes);
int cell_word(const struct app *app, const char *text, const char *const *words, int n,
	      const char *label);
bool cell_fits(const char *text, size_t max);
int cell_language(const struct app *app, const char *text);
bool cell_channel(const char *text); /* fit for an order's source */
#define LOAD_CHANNEL "import"        /* where the file names none */
bool cell_amount(const char *text, const char *currency, int64_t *minor);
/* "2026-11-21", "2026/11/21 9:12", "2026年11月21日", RFC 3339; of the shop's zone. */
bool cell_time(const char *text, struct instant *t);

/* ---- texts (load_text.c) ---- */
enum load_encoding load_guess_encoding(const char *p, size_t len);
enum load_delimiter load_guess_delimiter(const char *p, size_t len);
/* Writes what the file holds as CSV (TSV …) in UTF-8 to `path`; `look`: only so much that its first
 * lines are there. False: it is not of that encoding, or a workbook that cannot be read. */
bool load_convert(struct arena *a, const char *from, enum load_encoding e, bool look,
		  const char *path) __attribute__((warn_unused_result));
/* Nothing stands in any of its fields. */
bool load_is_blank(const struct record *r, enum record_answer answer);

/* ---- use cases (load.c) ---- */
/* Takes a file in; what it is read as is guessed. Returns its id. */
uint64_t load_bring(struct work *w, enum load_kind kind, const char *name, const char *p,
		    size_t len);
char *load_path(const struct work *w, uint64_t id, const char *ending);
/* The first lines, up to max of them; how many columns the first has. False: they are not of the
 * encoding that is chosen. */
struct load_line {
	size_t n;
	const char **cell;
};
size_t load_first_lines(struct work *w, const struct load_file *f, struct load_line *out,
			size_t max);
/* Our field for each of these heads, or LOAD_IGNORED. */
void load_suggest(struct work *w, enum load_kind kind, const struct load_line *heads, int *fields);
/* What people saved under a name, for files of that kind with columns of these names. */
struct load_mapping {
	const char *name;
	cJSON *heads, *fields; /* arrays, a column each */
};
/* Newest first. One statement. */
struct load_mapping *load_mappings(struct work *w, enum load_kind kind, size_t *n);
/* The newest that was saved for just these heads; NULL: there is none. */
const struct load_mapping *load_mapping_for(const struct load_mapping *all, size_t n,
					    const struct load_line *heads);
const struct load_mapping *load_mapping_named(const struct load_mapping *all, size_t n,
					      const char *name);
/* For the heads that it knows; the others are ignored. */
void load_mapping_use(enum load_kind kind, const struct load_mapping *m,
		      const struct load_line *heads, int *fields);
/* By the mapping of that name, or (name NULL) the one saved for these heads, or what they suggest.
 * False: none of that name is saved. */
bool load_map(struct work *w, enum load_kind kind, const char *name, const struct load_line *heads,
	      int *fields);
/* Over one of that name that is there. */
void load_mapping_save(struct work *w, enum load_kind kind, const char *name,
		       const struct load_line *heads, const int *fields);
#define LOAD_MAPPING_NAME 60 /* characters */
/* A field that is required and has no column; -1: none. *twice: one that has several, or -1. */
int load_missing(enum load_kind kind, const int *fields, size_t n, int *twice);
void load_read_as(struct work *w, uint64_t id, enum load_encoding e, enum load_delimiter d);
/* Begins to check or (dry false) to take over; 0: another file of the kind is being taken over. */
struct load_wish {
	bool dry, tells; /* tells: customers are written to of what comes of it */
	uint64_t permissions;
	enum lang lang;
};
uint64_t load_start(struct work *w, const struct load_file *f, const int *fields, size_t n,
		    const struct load_wish *wish);

/* The mapping as it is kept: our field's word for each column, or null. */
cJSON *load_mapping_words(enum load_kind kind, const int *fields, size_t n);
/* And back; the mapping may be of more columns than there are. */
void load_mapping_read(enum load_kind kind, const cJSON *mapping, int *fields, size_t n);

/* ---- repairs (load_repair.c) ---- */
int load_field_of(const struct load_source *s, const char *word); /* -1: none of ours */
/* What is kept; how many. */
size_t load_repairs_read(enum load_kind kind, const cJSON *kept, struct repair out[REPAIRS_MAX]);
/* One more, in the place of one of the same cells; or that one goes. False: there are too many. */
bool load_repair(struct work *w, struct load_file *f, const struct repair *wish, bool remove)
	__attribute__((warn_unused_result));

/* Begins to take back what it did; 0: its time is over, or there is nothing of it. */
bool load_may_undo(const struct work *w, const struct load_file *f);
uint64_t load_start_undo(struct work *w, const struct load_file *f, uint64_t permissions,
			 enum lang lang);
/* The steps of that (load_undo.c). */
bool load_undo_step(struct work *w, struct task *t);

/* ---- the task (load_run.c) ---- */
bool load_step(struct work *w, struct task *t);
void load_task_view(struct work *w, const struct task *t, cJSON *view);

/* ---- store (load_store.c) ---- */
void load_store_put_mapping(struct work *w, enum load_kind kind, const char *name,
			    const cJSON *heads, const cJSON *fields);
void load_store_insert(struct work *w, const struct load_file *f);
bool load_store_find(struct work *w, uint64_t id, struct load_file *out);
struct load_file *load_store_list(struct work *w, uint64_t below, size_t max, size_t *n);
void load_store_read_as(struct work *w, const struct load_file *f);
void load_store_repairs(struct work *w, uint64_t id, const cJSON *repairs);
bool load_store_is_running(struct work *w, enum load_kind kind);
void load_store_start(struct work *w, uint64_t id, enum load_state state, const cJSON *mapping,
		      uint64_t task_id);
void load_store_end(struct work *w, uint64_t id, enum load_state state, const cJSON *report);
size_t load_store_old(struct work *w, struct instant before, uint64_t *ids, size_t max);
/* Of one file. */
void load_store_put_made(struct work *w, uint64_t id, const struct load_made *v, size_t n);
/* Those that nobody took back yet, the last lines first. */
size_t load_store_made(struct work *w, uint64_t id, struct load_made *v, size_t max);
void load_store_end_made(struct work *w, uint64_t id, uint64_t line, bool is_gone);
void load_store_forget_files(struct work *w, uint64_t id);

/* Files of two days ago go. */
void load_sweep(struct work *w);

#endif
