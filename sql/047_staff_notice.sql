-- SPDX-License-Identifier: GPL-3.0-or-later
-- What colleagues are told of at the desk: named in a note, or a clock of an order that runs out.

CREATE TABLE staff_notice (
	staff_id BIGINT UNSIGNED NOT NULL,
	id BIGINT UNSIGNED NOT NULL,
	kind TINYINT UNSIGNED NOT NULL,		-- enum notice_kind
	order_id BIGINT UNSIGNED NOT NULL,
	note_id BIGINT UNSIGNED NULL,		-- what names them
	due_at DATETIME(6) NULL,		-- when the clock runs out
	at DATETIME(6) NOT NULL,
	seen_at DATETIME(6) NULL,
	PRIMARY KEY (staff_id, id),
	KEY unseen (staff_id, seen_at),
	KEY at (at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

INSERT INTO staff_notice (staff_id, id, kind, order_id, note_id, at, seen_at)
SELECT m.staff_id, m.note_id, 0, n.order_id, m.note_id, n.at, m.seen_at FROM order_mention m JOIN order_note n ON n.id = m.note_id;

DROP TABLE order_mention;

-- Who wants to be told of what, where they said so.
CREATE TABLE staff_notice_choice (
	staff_id BIGINT UNSIGNED NOT NULL,
	kind TINYINT UNSIGNED NOT NULL,		-- enum notice_kind
	page TINYINT UNSIGNED NOT NULL,		-- enum notice_reach
	mail TINYINT UNSIGNED NOT NULL,
	PRIMARY KEY (staff_id, kind)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Each clock is told once; one that is set anew is another.
CREATE TABLE order_clock (
	order_id BIGINT UNSIGNED NOT NULL,
	kind TINYINT UNSIGNED NOT NULL,		-- enum notice_kind
	due_at DATETIME(6) NOT NULL,
	PRIMARY KEY (order_id, kind, due_at),
	KEY due (due_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

INSERT INTO job (kind, run_at) VALUES ('watch_clocks', '2020-01-01');
