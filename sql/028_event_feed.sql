-- SPDX-License-Identifier: GPL-3.0-or-later
-- The feed of events: programs read on from a place in it, and miss nothing. Ids rise when events are made and not when they are
-- committed, so a place is given afterwards, by one at a time. What was there before is not in the feed.

ALTER TABLE order_event
	ADD COLUMN position BIGINT UNSIGNED NULL DEFAULT 0;	-- its place in the feed; NULL: none yet; 0: of the past, never in it

ALTER TABLE order_event
	ALTER COLUMN position SET DEFAULT NULL,
	ADD KEY position (position);

-- One row: who gives places holds it.
CREATE TABLE feed_head (
	id TINYINT UNSIGNED NOT NULL,
	last BIGINT UNSIGNED NOT NULL,		-- the last place that was given
	PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

INSERT INTO feed_head (id, last) VALUES (1, 0);
