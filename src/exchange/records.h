/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records of a CSV file (RFC 4180, UTF-8), one at a time, each with the line it begins at. What is
 * no record is handed out too, with the reason: nothing is dropped in silence. */
#ifndef REGULARS_EXCHANGE_RECORDS_H
#define REGULARS_EXCHANGE_RECORDS_H

#include <stddef.h>
#include <stdint.h>
#include "base/arena.h"
#include "base/secret.h"

#define RECORD_FIELDS_MAX 128
#define RECORD_BYTES_MAX  65536
#define RECORD_HEAD_SIZE  33

struct record {
	uint64_t line; /* the first of the file is 1 */
	const char *field[RECORD_FIELDS_MAX];
	size_t len[RECORD_FIELDS_MAX];
	size_t n;
	const char *why;             /* RECORD_BAD: in words */
	char head[RECORD_HEAD_SIZE]; /* RECORD_BAD: what stands before the first comma */
};
enum record_answer {
	RECORD_READ,
	RECORD_BAD, /* one line: reading goes on behind it */
	RECORD_END
};

struct records;
/* Reads the descriptor to its end; the caller closes it. A line ends with LF or CRLF. */
struct records *records_open(struct arena *a, int fd);
/* The same from a place within: the descriptor stands at byte `at`, where this line begins. */
struct records *records_open_at(struct arena *a, int fd, char separator, uint64_t at,
				uint64_t line);
/* The byte behind the record just read: a place to open at. */
uint64_t records_at(const struct records *r);
uint64_t records_line(const struct records *r); /* of that byte */
/* What it gives lives until the next call. Fails when the file cannot be read. */
enum record_answer records_next(struct records *r, struct record *out)
	__attribute__((warn_unused_result));
/* The record just read is not what the caller expects: only its first line is given up, the lines
 * behind it are looked at again. */
void records_refuse(struct records *r);
uint64_t records_bytes(const struct records *r); /* read so far */
/* BLAKE2b of all that was read. Once, at the end. */
void records_hash(struct records *r, uint8_t hash[SECRET_HASH_BYTES]);

#endif
