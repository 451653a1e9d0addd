-- SPDX-License-Identifier: GPL-3.0-or-later
-- What the worker read in the words of reviews.

ALTER TABLE review ADD COLUMN read_at DATETIME(6) NULL,	-- when it was looked at as it stands; NULL: not since it was written or changed
	ADD KEY unread (read_at, id);

-- Of each review with words: what kind of text it is, what it is about, how its writer feels, and which words said so.
CREATE TABLE review_reading (
	review_id BIGINT UNSIGNED NOT NULL,
	kind TINYINT UNSIGNED NOT NULL,	-- enum text_kind
	feeling TINYINT UNSIGNED NOT NULL,	-- enum text_feeling
	topics SMALLINT UNSIGNED NOT NULL,	-- bits of enum text_topic
	marks VARCHAR(4000) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,	-- "byte,bytes,feeling,topics" of each deciding word
	PRIMARY KEY (review_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

INSERT INTO job (kind, run_at) VALUES ('read_reviews', '2020-01-01');
