-- SPDX-License-Identifier: GPL-3.0-or-later
-- What an item of the inbox is about, where a colleague said it.

ALTER TABLE feedback_item
	ADD COLUMN topic_said TINYINT UNSIGNED NOT NULL DEFAULT 0;	-- 1: topics are a colleague's, and are not read from the words
