-- SPDX-License-Identifier: GPL-3.0-or-later
-- A parcel is promised from packing on: those that have not left keep what their orders were promised.

UPDATE parcel p
JOIN (SELECT l.parcel_id, MIN(o.promised_from) AS promised_from, MIN(o.promised_to) AS promised_to FROM parcel_line l
	JOIN orders o ON o.id = l.order_id WHERE o.promised_to IS NOT NULL GROUP BY l.parcel_id) s ON s.parcel_id = p.id
SET p.promised_from = s.promised_from, p.promised_to = s.promised_to, p.first_promised_to = s.promised_to
WHERE p.state IN (0, 1, 2) AND p.promised_to IS NULL;
