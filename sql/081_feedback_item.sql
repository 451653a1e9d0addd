-- SPDX-License-Identifier: GPL-3.0-or-later
-- The inbox: what customers say that somebody has to act on, what was done about it, and what was written to and fro.

CREATE TABLE feedback_item (
	id BIGINT UNSIGNED NOT NULL,
	customer_id BIGINT UNSIGNED NOT NULL,
	order_id BIGINT UNSIGNED NULL,	-- NULL: it is about none
	source TINYINT UNSIGNED NOT NULL,	-- enum item_source
	state TINYINT UNSIGNED NOT NULL,	-- enum item_state: what the last event says
	shelf TINYINT UNSIGNED NOT NULL,	-- enum item_shelf: where lists find it, by its state
	later TINYINT UNSIGNED NOT NULL,	-- 0: a regular's, which stand first; 1: another's
	score TINYINT UNSIGNED NOT NULL DEFAULT 0,	-- stars, 1 to 5; 0: none
	body VARCHAR(2000) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,	-- the words it began with
	lang TINYINT UNSIGNED NOT NULL,	-- its customer is answered in
	read_at DATETIME(6) NULL,	-- when its words were read; NULL: not yet
	kind TINYINT UNSIGNED NOT NULL DEFAULT 0,	-- enum text_kind
	feeling TINYINT UNSIGNED NULL,	-- enum text_feeling; NULL: it has no words, or they were not read yet
	topics SMALLINT UNSIGNED NOT NULL DEFAULT 0,	-- bits of enum text_topic
	marks VARCHAR(4000) CHARACTER SET ascii COLLATE ascii_bin NULL,	-- as review_reading.marks
	owner_id BIGINT UNSIGNED NULL,	-- the colleague who sees to it
	opened_at DATETIME(6) NOT NULL,
	due_at DATETIME(6) NOT NULL,	-- an answer is due by then; the end of time: none is
	answered_at DATETIME(6) NULL,	-- first
	ended_at DATETIME(6) NULL,	-- resolved or hidden
	outcome TINYINT UNSIGNED NULL,	-- enum item_outcome, of what is resolved
	version INT UNSIGNED NOT NULL DEFAULT 1,
	PRIMARY KEY (id),
	KEY queue (shelf, later, due_at, id, source, score, kind, feeling, topics),
	KEY newest (shelf, id, source, score, kind, feeling, topics),
	KEY mine (owner_id, shelf, later, due_at, id),
	KEY customer (customer_id, shelf, order_id),
	KEY of_order (order_id, shelf),
	KEY unread (read_at, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- What became of one: only added to.
CREATE TABLE feedback_item_event (
	id BIGINT UNSIGNED NOT NULL,
	item_id BIGINT UNSIGNED NOT NULL,
	kind TINYINT UNSIGNED NOT NULL,	-- enum item_act
	state TINYINT UNSIGNED NOT NULL,	-- enum item_state, from then on
	subject_id BIGINT UNSIGNED NULL,	-- of an answer or a message: which; of handing over: to whom
	word TINYINT UNSIGNED NULL,	-- of hiding: enum hide_reason; of resolving: enum item_outcome
	why VARCHAR(2000) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NULL,	-- what the colleague wrote
	actor_kind TINYINT UNSIGNED NOT NULL,	-- enum actor_kind
	actor_id BIGINT UNSIGNED NOT NULL,
	at DATETIME(6) NOT NULL,
	PRIMARY KEY (id),
	KEY item (item_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- What was written to and fro: one thread a person, whatever way it came.
CREATE TABLE feedback_message (
	id BIGINT UNSIGNED NOT NULL,
	item_id BIGINT UNSIGNED NOT NULL,
	customer_id BIGINT UNSIGNED NOT NULL,
	order_id BIGINT UNSIGNED NULL,
	way TINYINT UNSIGNED NOT NULL,	-- enum message_by
	is_ours TINYINT UNSIGNED NOT NULL,	-- 0: the customer's
	body VARCHAR(5000) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,	-- as typed, NFC
	staff_id BIGINT UNSIGNED NULL,	-- who wrote it for the shop
	at DATETIME(6) NOT NULL,
	PRIMARY KEY (id),
	KEY customer (customer_id, id),
	KEY of_order (order_id, id),
	KEY item (item_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

INSERT INTO job (kind, run_at) VALUES ('read_items', '2020-01-01');
