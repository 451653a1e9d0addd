-- SPDX-License-Identifier: GPL-3.0-or-later
-- Who was named in a note on an order, and whether they have seen it.

CREATE TABLE order_mention (
	staff_id BIGINT UNSIGNED NOT NULL,
	note_id BIGINT UNSIGNED NOT NULL,
	seen_at DATETIME(6) NULL,
	PRIMARY KEY (staff_id, note_id),
	KEY unseen (staff_id, seen_at),
	CONSTRAINT order_mention_note FOREIGN KEY (note_id) REFERENCES order_note (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
