-- SPDX-License-Identifier: GPL-3.0-or-later
-- Photos that customers add to their reviews: the file as it came lies in the spool until the worker has made its sizes, which lie in
-- media_dir under a name that nobody guesses.

CREATE TABLE review_photo (
	id BIGINT UNSIGNED NOT NULL,
	review_id BIGINT UNSIGNED NOT NULL,
	name CHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,	-- of its files
	state TINYINT UNSIGNED NOT NULL,	-- enum picture_state; removed ones wait for the sweep
	fault VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,	-- picture_fault_word
	width INT UNSIGNED NOT NULL,	-- of the large size; 0: not known yet
	height INT UNSIGNED NOT NULL,
	is_hidden TINYINT UNSIGNED NOT NULL,	-- 1: by the shop; its customer still sees it
	created_at DATETIME(6) NOT NULL,
	PRIMARY KEY (id),
	KEY review (review_id, id),
	KEY state (state, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
