-- SPDX-License-Identifier: GPL-3.0-or-later
-- The newest order of a customer is one that counts: neither a draft nor cancelled, as for their number.

UPDATE customer c
	LEFT JOIN (SELECT customer_id, MAX(placed_at) AS at FROM orders WHERE decision NOT IN (0, 4) GROUP BY customer_id) n ON n.customer_id = c.id
	SET c.last_order_at = n.at
	WHERE NOT c.last_order_at <=> n.at;
