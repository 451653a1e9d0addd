/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counters against guessing. A try counts even when the transaction around it is undone. */
#include <arpa/inet.h>
#include <string.h>
#include "base/fail.h"
#include "base/log.h"
#include "guard.h"
#include "visit.h"

/* The order matters: n looks at the row's old end before it moves. */
DB_STATEMENT(throttle_count,
	     "INSERT INTO throttle (bucket, n, until) VALUES (?, 1, ?) ON DUPLICATE KEY UPDATE "
	     "n = IF(until <= ?, 1, n + 1), until = IF(until <= ?, VALUES(until), until)");
DB_STATEMENT(throttle_read, "SELECT n, until FROM throttle WHERE bucket = ?");
DB_STATEMENT(throttle_take_back, "UPDATE throttle SET n = n - 1 WHERE bucket = ? AND n > 0");
DB_STATEMENT(throttle_delete, "DELETE FROM throttle WHERE bucket = ?");

static void bucket_of(struct request *req, const char *kind, const char *subject,
		      uint8_t bucket[SECRET_HASH_BYTES])
{
	const char *const part[] = { "throttle", kind, subject };

	secret_mac(req->app->keys.index, part, 3, bucket);
}

static void count(struct request *req, const struct counted *t)
{
	db_exec(req->app->db, &throttle_count, bytes_of(t->bucket, sizeof t->bucket),
		instant_add(req->now, t->window_us), req->now, req->now);
}

bool throttle_pass(struct request *req, const char *kind, const char *subject, unsigned max,
		   int64_t window_us)
{
	struct visit *v = req->visit;
	struct counted t = { .window_us = window_us };
	struct rows *r;

	if (!req->app->config->throttle)
		return true;
	bucket_of(req, kind, subject, t.bucket);
	count(req, &t);
	if (db_in_transaction(req->app->db)) {
		if (v->n_tries == VISIT_TRIES)
			fail("throttle %s: more than %d in one request", kind, VISIT_TRIES);
		v->tries[v->n_tries++] = t;
	}
	r = db_query(req->app->db, &throttle_read, bytes_of(t.bucket, sizeof t.bucket));
	if (!rows_next(r) || rows_i64(r, 0) <= max)
		return true;
	v->retry_at = rows_time(r, 1);
	return false;
}

const char *visit_network(struct arena *a, const char *address)
{
	static const unsigned char mapped[12] = { [10] = 0xff, [11] = 0xff };
	unsigned char b[16];

	if (inet_pton(AF_INET, address, b) == 1)
		return arena_printf(a, "%d.%d.%d", b[0], b[1], b[2]);
	if (inet_pton(AF_INET6, address, b) != 1)
		return NULL;
	if (!memcmp(b, mapped, sizeof mapped))
		return arena_printf(a, "%d.%d.%d", b[12], b[13], b[14]);
	return arena_printf(a, "%02x%02x:%02x%02x:%02x%02x:%02x%02x", b[0], b[1], b[2], b[3], b[4],
			    b[5], b[6], b[7]);
}

/* Of what is no address, all of it. */
static const char *network_of(struct arena *a, const char *address)
{
	const char *network = visit_network(a, address);

	return network ? network : address;
}

bool throttle_pass_network(struct request *req, const char *kind, unsigned max, int64_t window_us)
{
	return throttle_pass(req, kind, network_of(req->arena, req->remote_addr), max, window_us);
}

static const char *address_of(struct arena *a, const char *address)
{
	unsigned char b[4];

	return inet_pton(AF_INET, address, b) == 1 ? address : network_of(a, address);
}

bool throttle_pass_address(struct request *req, const char *kind, unsigned max, int64_t window_us)
{
	return throttle_pass(req, kind, address_of(req->arena, req->remote_addr), max, window_us);
}

static void take_back(struct request *req, const char *kind, const char *subject)
{
	uint8_t bucket[SECRET_HASH_BYTES];

	if (!req->app->config->throttle)
		return;
	bucket_of(req, kind, subject, bucket);
	db_exec(req->app->db, &throttle_take_back, bytes_of(bucket, sizeof bucket));
}

void throttle_right_address(struct request *req, const char *kind)
{
	take_back(req, kind, address_of(req->arena, req->remote_addr));
}

void throttle_right_network(struct request *req, const char *kind)
{
	take_back(req, kind, network_of(req->arena, req->remote_addr));
}

static void count_all(void *arg)
{
	struct request *req = arg;

	for (size_t i = 0; i < req->visit->n_tries; i++)
		count(req, &req->visit->tries[i]);
}

void throttle_count_again(struct request *req)
{
	struct failure f;

	if (!fail_run(count_all, req, &f))
		log_event(LOG_WARN_LEVEL, "tries not counted", LOG_TEXT("request", req->id),
			  LOG_TEXT("reason", f.message));
	req->visit->n_tries = 0;
}

void throttle_forget(struct request *req, const char *kind, const char *subject)
{
	uint8_t bucket[SECRET_HASH_BYTES];

	if (!req->app->config->throttle)
		return;
	bucket_of(req, kind, subject, bucket);
	db_exec(req->app->db, &throttle_delete, bytes_of(bucket, sizeof bucket));
}
