-- SPDX-License-Identifier: GPL-3.0-or-later
-- Reviews are published once the shop has looked at them, where it wants that; what a customer adds later; and whom a review helped.

ALTER TABLE review
	ADD COLUMN after_body VARCHAR(500) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,	-- what was added once, as typed, NFC
	ADD COLUMN after_at DATETIME(6) NULL,
	ADD COLUMN helpful INT UNSIGNED NOT NULL DEFAULT 0;	-- how many said so: rows of review_vote

-- Who said that a review helped them: a customer, once.
CREATE TABLE review_vote (
	review_id BIGINT UNSIGNED NOT NULL,
	customer_id BIGINT UNSIGNED NOT NULL,
	at DATETIME(6) NOT NULL,
	PRIMARY KEY (review_id, customer_id),
	KEY customer (customer_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
