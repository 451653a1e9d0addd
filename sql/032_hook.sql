-- SPDX-License-Identifier: GPL-3.0-or-later
-- What other programs are told of as it happens: where to, what, and what became of it.

CREATE TABLE hook (
	id BIGINT UNSIGNED NOT NULL,
	name VARCHAR(80) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL,
	url VARCHAR(500) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	kinds BIGINT UNSIGNED NOT NULL,		-- bits by enum order_event_kind
	state TINYINT UNSIGNED NOT NULL,	-- 0 on, 1 switched off, 2 answered 410, 3 failed for too long, 4 removed
	secret VARBINARY(200) NOT NULL,		-- sealed; 32 bytes
	old_secret VARBINARY(200) NULL,		-- sealed; signs too until old_until
	old_until DATETIME(6) NULL,
	failing_since DATETIME(6) NULL,		-- no answer of 2xx since
	paused_until DATETIME(6) NULL,		-- it asked for rest, or does not answer at all
	made_by BIGINT UNSIGNED NULL,		-- staff: who is written to when it is switched off
	created_at DATETIME(6) NOT NULL,
	PRIMARY KEY (id),
	KEY state (state, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- One row an event, written in the event's transaction; the worker spreads it over the hooks that want it. Purged by age.
CREATE TABLE hook_event (
	id BIGINT UNSIGNED NOT NULL,		-- of the order event, or of a trial
	order_id BIGINT UNSIGNED NULL,		-- what comes of one order is told in turn
	hook_id BIGINT UNSIGNED NULL,		-- a trial is for one alone
	kind TINYINT UNSIGNED NULL,		-- enum order_event_kind; NULL: a trial
	at DATETIME(6) NOT NULL,
	body TEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,	-- JSON as it is sent: ids, words and amounts, no personal data
	spread TINYINT UNSIGNED NOT NULL DEFAULT 0,
	PRIMARY KEY (id),
	KEY spread (spread, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE hook_delivery (
	id BIGINT UNSIGNED NOT NULL,
	hook_id BIGINT UNSIGNED NOT NULL,
	event_id BIGINT UNSIGNED NOT NULL,
	order_id BIGINT UNSIGNED NULL,
	state TINYINT UNSIGNED NOT NULL,	-- 0 waiting, 1 taken, 2 delivered, 3 failed for good
	tries SMALLINT UNSIGNED NOT NULL DEFAULT 0,
	run_at DATETIME(6) NOT NULL,
	owner BINARY(16) NULL,
	lease_until DATETIME(6) NULL,
	created_at DATETIME(6) NOT NULL,
	done_at DATETIME(6) NULL,
	PRIMARY KEY (id),
	UNIQUE KEY once (hook_id, event_id),
	KEY due (hook_id, state, run_at, id),
	KEY of_order (hook_id, order_id, event_id),
	KEY of_hook (hook_id, id),
	KEY event (event_id),
	KEY owner (owner),
	CONSTRAINT hook_delivery_hook FOREIGN KEY (hook_id) REFERENCES hook (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Each try, and what was answered.
CREATE TABLE hook_attempt (
	id BIGINT UNSIGNED NOT NULL,
	delivery_id BIGINT UNSIGNED NOT NULL,
	at DATETIME(6) NOT NULL,
	ms INT UNSIGNED NOT NULL,
	status SMALLINT UNSIGNED NOT NULL,	-- 0: there was no answer
	error VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
	answer VARCHAR(1000) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,	-- how it began
	PRIMARY KEY (id),
	KEY delivery (delivery_id, id),
	CONSTRAINT hook_attempt_delivery FOREIGN KEY (delivery_id) REFERENCES hook_delivery (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

INSERT INTO job (kind, run_at) VALUES ('sweep_hooks', '2020-01-01');
