-- SPDX-License-Identifier: GPL-3.0-or-later
-- Messages and background work. Both are claimed by a leased UPDATE, so any number of workers may run.

-- One row per event and recipient, written in the event's transaction, sent by the worker. Purged by age: it holds addresses.
CREATE TABLE outbox (
	id BIGINT UNSIGNED NOT NULL,
	event_id BIGINT UNSIGNED NOT NULL,	-- what happened: an order event, or the id of a sign-in request
	template VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,	-- mail/<template>.txt and .html
	recipient VARCHAR(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	lang VARCHAR(5) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	order_id BIGINT UNSIGNED NULL,
	parcel_id BIGINT UNSIGNED NULL,
	customer_id BIGINT UNSIGNED NULL,
	data TEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,	-- JSON: what the template needs besides the order's document
	state TINYINT UNSIGNED NOT NULL,	-- 0 waiting, 1 taken, 2 sent, 3 failed for good
	run_at DATETIME(6) NOT NULL,
	owner BINARY(16) NULL,			-- claim token
	lease_until DATETIME(6) NULL,
	tries SMALLINT UNSIGNED NOT NULL DEFAULT 0,
	last_error VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
	subject VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NULL,	-- as sent
	created_at DATETIME(6) NOT NULL,
	sent_at DATETIME(6) NULL,
	PRIMARY KEY (id),
	UNIQUE KEY once (event_id, template, recipient(180)),
	KEY due (state, run_at, id),
	KEY owner (owner),
	KEY orders (order_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Work that comes back by the clock: one row a kind.
CREATE TABLE job (
	kind VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	run_at DATETIME(6) NOT NULL,
	owner BINARY(16) NULL,
	lease_until DATETIME(6) NULL,
	tries SMALLINT UNSIGNED NOT NULL DEFAULT 0,
	last_error VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
	done_at DATETIME(6) NULL,
	PRIMARY KEY (kind)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

INSERT INTO job (kind, run_at) VALUES
	('expire_unpaid', '2020-01-01'), ('release_held', '2020-01-01'), ('close_delivered', '2020-01-01'),
	('watch_parcels', '2020-01-01'), ('sweep', '2020-01-01');
