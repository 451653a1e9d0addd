-- SPDX-License-Identifier: GPL-3.0-or-later
-- Mail that customers write back is taken once; what the shop gave to make up for something stands in the ledger of the item.

ALTER TABLE feedback_message
	ADD COLUMN heard_by BINARY(16) NULL,	-- hash of the Message-ID that came in; NULL: it came another way
	ADD UNIQUE KEY heard_by (heard_by);

ALTER TABLE feedback_item_event
	ADD COLUMN amount BIGINT NULL;	-- of what was given: points, or minor units of the order's currency

-- Whatever a list of the inbox is narrowed to, it is found by an index alone.
ALTER TABLE feedback_item
	DROP KEY queue,
	ADD KEY queue (shelf, later, due_at, id, source, score, kind, feeling, topics, order_id),
	DROP KEY newest,
	ADD KEY newest (shelf, id, source, score, kind, feeling, topics, order_id);
