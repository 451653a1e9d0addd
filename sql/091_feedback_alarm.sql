-- SPDX-License-Identifier: GPL-3.0-or-later
-- A topic that rises for an item of the catalogue raises an item of the inbox of its own, which is no one customer's.

ALTER TABLE feedback_item
	MODIFY COLUMN customer_id BIGINT UNSIGNED NULL;	-- NULL: it is no one customer's

-- What raised it, as it was counted then.
CREATE TABLE feedback_alarm (
	item_id BIGINT UNSIGNED NOT NULL,
	sku_id BIGINT UNSIGNED NOT NULL,
	topic TINYINT UNSIGNED NOT NULL,	-- enum text_topic
	cause TINYINT UNSIGNED NOT NULL,	-- enum alarm_cause
	week SMALLINT UNSIGNED NOT NULL,	-- the last that was looked at, as word_count.week
	n_now INT UNSIGNED NOT NULL,	-- texts that complain of it, in the weeks of now
	n_before INT UNSIGNED NOT NULL,	-- and in those before
	all_now INT UNSIGNED NOT NULL,	-- all texts of the SKU, likewise
	all_before INT UNSIGNED NOT NULL,
	chance DOUBLE NOT NULL,	-- of so many or more, had nothing changed
	PRIMARY KEY (item_id),
	KEY sku (sku_id, topic, item_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

INSERT INTO job (kind, run_at) VALUES ('raise_alarms', '2020-01-01');
