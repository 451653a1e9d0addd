-- SPDX-License-Identifier: GPL-3.0-or-later
-- Views are saved of more lists than that of orders.

ALTER TABLE order_view
	ADD COLUMN list TINYINT UNSIGNED NOT NULL DEFAULT 0,	-- enum listing_id
	DROP KEY name,
	ADD UNIQUE KEY name (owner_id, list, name),
	DROP KEY shared,
	ADD KEY shared (list, shared);
