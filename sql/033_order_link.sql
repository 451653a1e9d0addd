-- SPDX-License-Identifier: GPL-3.0-or-later
-- Orders of one customer that have to do with each other. "together" and "complement" say the same from both ends and stand
-- once, the older order first; "after" never leads in a circle.

CREATE TABLE order_link (
	id BIGINT UNSIGNED NOT NULL,
	kind TINYINT UNSIGNED NOT NULL,		-- enum link_kind
	order_id BIGINT UNSIGNED NOT NULL,	-- this one goes after, replaces, was split from …
	other_id BIGINT UNSIGNED NOT NULL,	-- … that one
	at DATETIME(6) NOT NULL,
	PRIMARY KEY (id),
	UNIQUE KEY pair (order_id, other_id, kind),
	KEY other (other_id),
	CONSTRAINT order_link_order FOREIGN KEY (order_id) REFERENCES orders (id),
	CONSTRAINT order_link_other FOREIGN KEY (other_id) REFERENCES orders (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
