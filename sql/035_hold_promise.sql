-- SPDX-License-Identifier: GPL-3.0-or-later
-- An order is not promised for before its hold ends: the shop's days after that, as the program reckons.

UPDATE orders o
JOIN (SELECT DISTINCT order_id FROM order_line WHERE ordered > cancelled + packed) l ON l.order_id = o.id
SET o.promised_from = o.hold_until + INTERVAL COALESCE((SELECT value FROM setting WHERE name = 'promise_days'), '3') DAY,
	o.promised_to = o.hold_until + INTERVAL COALESCE((SELECT value FROM setting WHERE name = 'promise_days'), '3') DAY
		+ INTERVAL 86399 SECOND
WHERE o.decision < 3 AND o.hold_reason IS NOT NULL AND o.promised_to < o.hold_until;
