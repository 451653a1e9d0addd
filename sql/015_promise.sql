-- SPDX-License-Identifier: GPL-3.0-or-later
-- An order is not promised for before what its lines wait for: the shop's days after the last of it, as the program reckons.

UPDATE orders o
JOIN (SELECT order_id, MAX(wait_until) AS last_day FROM order_line
	WHERE wait <> 0 AND wait_until IS NOT NULL AND ordered > cancelled + packed GROUP BY order_id) l ON l.order_id = o.id
SET o.promised_from = l.last_day + INTERVAL COALESCE((SELECT value FROM setting WHERE name = 'promise_days'), '3') DAY,
	o.promised_to = l.last_day + INTERVAL COALESCE((SELECT value FROM setting WHERE name = 'promise_days'), '3') DAY
		+ INTERVAL 86399 SECOND
WHERE o.decision < 3 AND o.promised_to < l.last_day;
