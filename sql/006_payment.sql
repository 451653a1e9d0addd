-- SPDX-License-Identifier: GPL-3.0-or-later
-- Money received and given back: two append-only ledgers. Their sums stand on the order row.

CREATE TABLE payment_entry (
	id BIGINT UNSIGNED NOT NULL,
	order_id BIGINT UNSIGNED NOT NULL,
	kind TINYINT UNSIGNED NOT NULL,		-- 1 capture, 2 refund
	method VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	amount BIGINT NOT NULL,			-- > 0
	currency CHAR(3) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	reference VARCHAR(120) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,	-- the bank's or till's
	payment_id BIGINT UNSIGNED NULL,	-- refund: the capture it gives back
	why VARCHAR(300) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NULL,
	actor_kind TINYINT UNSIGNED NOT NULL,
	actor_id BIGINT UNSIGNED NULL,
	at DATETIME(6) NOT NULL,
	PRIMARY KEY (id),
	KEY orders (order_id, id),
	KEY payment (payment_id),
	CONSTRAINT payment_positive CHECK (amount > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- What the shop owes less: goods that came back, goodwill, credit documents of imported orders.
CREATE TABLE credit_entry (
	id BIGINT UNSIGNED NOT NULL,
	order_id BIGINT UNSIGNED NULL,		-- NULL: a credit document that names no sale
	customer_id BIGINT UNSIGNED NOT NULL,
	kind TINYINT UNSIGNED NOT NULL,		-- 1 return, 2 goodwill, 3 imported credit document, 4 finance adjustment
	amount BIGINT NOT NULL,			-- > 0 lowers what is owed; a finance adjustment may be negative
	currency CHAR(3) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	source VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NULL,
	source_ref VARCHAR(190) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
	why VARCHAR(300) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NULL,
	actor_kind TINYINT UNSIGNED NOT NULL,
	actor_id BIGINT UNSIGNED NULL,
	at DATETIME(6) NOT NULL,
	PRIMARY KEY (id),
	UNIQUE KEY source_ref (source, source_ref),
	KEY orders (order_id, id),
	KEY customer (customer_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
