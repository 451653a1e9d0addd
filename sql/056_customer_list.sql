-- SPDX-License-Identifier: GPL-3.0-or-later
-- The desk lists customers by their last order, by when they came, by how often and for how much they buy, and finds them by what
-- they agreed to, told and wish: each on an index.

ALTER TABLE customer
	ADD COLUMN spent BIGINT NOT NULL DEFAULT 0,	-- received less given back on their orders in the shop's currency: kept by payment
	ADD COLUMN last_at DATETIME(6) AS (COALESCE(last_order_at, TIMESTAMP '1000-01-01 00:00:00')) VIRTUAL,	-- who never ordered comes last
	ADD KEY last_at (last_at, id),
	ADD KEY n_orders (n_orders, id),
	ADD KEY spent (spent, id),
	ADD KEY created (created_at, id),
	DROP KEY last_order;

UPDATE customer c JOIN (
	SELECT customer_id, SUM(captured_amount - refunded_amount) AS net FROM orders
	WHERE currency = COALESCE((SELECT value FROM setting WHERE name = 'currency'), 'CNY')
	GROUP BY customer_id
) o ON o.customer_id = c.id SET c.spent = o.net;

-- The consents that hold today, a row each: the newest of the ledger that was given.
CREATE TABLE customer_agreed (
	purpose TINYINT UNSIGNED NOT NULL,	-- enum consent_purpose
	channel TINYINT UNSIGNED NOT NULL,	-- enum consent_channel
	customer_id BIGINT UNSIGNED NOT NULL,
	PRIMARY KEY (purpose, channel, customer_id),
	KEY customer (customer_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

INSERT INTO customer_agreed (purpose, channel, customer_id)
SELECT g.purpose, g.channel, g.customer_id FROM customer_consent g
JOIN (SELECT MAX(id) AS id FROM customer_consent GROUP BY customer_id, purpose, channel) n ON n.id = g.id
WHERE g.given = 1;

ALTER TABLE customer_trait
	ADD COLUMN month VARCHAR(2) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
		AS (IF(purpose = 0, SUBSTRING(value, 6, 2), NULL)) VIRTUAL,	-- of the birthday
	ADD KEY month (month, customer_id),
	ADD KEY value (purpose, value, customer_id);

ALTER TABLE customer_wish ADD KEY kind (kind, customer_id);
