-- SPDX-License-Identifier: GPL-3.0-or-later
-- A low score of a survey calls somebody, too; and customers are offered a survey so often at most, whether they answer it or not.

ALTER TABLE feedback_item
	ADD COLUMN nps TINYINT UNSIGNED NULL,	-- of a survey: how likely they are to recommend the shop, where that is low
	ADD COLUMN response_id BIGINT UNSIGNED NULL,	-- the answers that called, of a survey; NULL: none
	ADD UNIQUE KEY response (response_id),
	DROP KEY queue,
	ADD KEY queue (shelf, later, due_at, id, source, score, kind, feeling, topics, order_id, nps);

-- That an order's customer was offered a survey.
CREATE TABLE survey_offer (
	order_id BIGINT UNSIGNED NOT NULL,
	survey_id BIGINT UNSIGNED NOT NULL,
	at DATETIME(6) NOT NULL,	-- first
	PRIMARY KEY (order_id, survey_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Who answered one of an order was offered it.
INSERT INTO survey_offer (order_id, survey_id, at)
	SELECT order_id, survey_id, MIN(created_at) FROM survey_response WHERE order_id IS NOT NULL GROUP BY order_id, survey_id;
