-- SPDX-License-Identifier: GPL-3.0-or-later
-- Pictures that a shop brings: the file as it came lies in the spool, the sizes made of it in media_dir, named by what the file holds.
-- product.picture and order_line.picture name the small size of the first one that is ready.

CREATE TABLE picture (
	id BIGINT UNSIGNED NOT NULL,
	product_id BIGINT UNSIGNED NOT NULL,
	position SMALLINT UNSIGNED NOT NULL,	-- from 1, in the order they are shown; of removed ones what it was
	state TINYINT UNSIGNED NOT NULL,	-- 0 waits for the worker, 1 ready, 2 could not be read, 3 removed
	fault VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,	-- picture_fault_word
	hash CHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,	-- of the file
	file_name VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,	-- as whoever brought it calls it
	n_bytes INT UNSIGNED NOT NULL,
	width INT UNSIGNED NOT NULL DEFAULT 0,	-- of the large size
	height INT UNSIGNED NOT NULL DEFAULT 0,
	alt_en VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL DEFAULT '',
	alt_zh VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL DEFAULT '',
	created_at DATETIME(6) NOT NULL,
	removed_at DATETIME(6) NULL,
	PRIMARY KEY (id),
	KEY product (product_id, position),
	KEY hash (hash),
	KEY removed_at (removed_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
