-- SPDX-License-Identifier: GPL-3.0-or-later
-- link_version 0: nobody was told of the order, so there is no link to it: a draft, or a draft that was given up. Those that
-- stood here before were given 1 as all others.

UPDATE orders SET link_version = 0 WHERE decision = 0;

UPDATE orders SET link_version = 0 WHERE decision = 4 AND id IN
	(SELECT order_id FROM order_event WHERE kind = 4 AND from_value = 'draft');

UPDATE order_document SET link_version = 0 WHERE link_version <> 0 AND order_id IN (SELECT id FROM orders WHERE link_version = 0);
