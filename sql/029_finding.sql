-- SPDX-License-Identifier: GPL-3.0-or-later
-- What the checks of a new order found, and what became of it. Ids, quantities and prices, never a person's values.

CREATE TABLE order_finding (
	id BIGINT UNSIGNED NOT NULL,
	order_id BIGINT UNSIGNED NOT NULL,
	kind TINYINT UNSIGNED NOT NULL,		-- enum finding_kind
	severity TINYINT UNSIGNED NOT NULL,	-- 0: said only; 1: a person has to look
	state TINYINT UNSIGNED NOT NULL,	-- enum finding_state: open, corrected, passed, gone
	subject_id BIGINT UNSIGNED NULL,	-- the line, or of a probable duplicate the other order
	found BIGINT NOT NULL,			-- the quantity, the unit price, the amount
	proposed BIGINT NULL,			-- what it should be; of an address the contact that has it; NULL: nobody knows
	at DATETIME(6) NOT NULL,
	settled_at DATETIME(6) NULL,
	PRIMARY KEY (id),
	KEY orders (order_id, id),
	KEY open_ones (state, severity, id),
	CONSTRAINT order_finding_order FOREIGN KEY (order_id) REFERENCES orders (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
