-- SPDX-License-Identifier: GPL-3.0-or-later
-- Which events came after the version of an order that somebody still has before them.

ALTER TABLE order_event
	ADD COLUMN version INT NULL;		-- the order's, as the act left it; NULL: of the past
