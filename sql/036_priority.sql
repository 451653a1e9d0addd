-- SPDX-License-Identifier: GPL-3.0-or-later
-- What comes first at the desk, and why.

ALTER TABLE orders
	ADD COLUMN queue TINYINT UNSIGNED NOT NULL DEFAULT 255,	-- 255 less the points of its reasons: lists read it upwards
	ADD COLUMN priority_why SMALLINT UNSIGNED NOT NULL DEFAULT 0,	-- a bit per enum order_priority
	ADD KEY queue (badge, queue, due_at);
