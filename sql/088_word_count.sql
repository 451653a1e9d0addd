-- SPDX-License-Identifier: GPL-3.0-or-later
-- The words of reviews, counted as they are read; and the shop's own lists of words.

-- Of each review that was read: each of its words that counts, once, and where it was counted. The word '' is the text itself.
CREATE TABLE review_word (
	review_id BIGINT UNSIGNED NOT NULL,
	word VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,	-- as words_key has it
	sku_id BIGINT UNSIGNED NOT NULL,	-- 0: no catalogue entry
	week SMALLINT UNSIGNED NOT NULL,	-- of when it was written: weeks since Monday, 1969-12-29, in the shop's zone
	stars TINYINT UNSIGNED NOT NULL,
	PRIMARY KEY (review_id, word),
	KEY word (word, review_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE word_count (
	sku_id BIGINT UNSIGNED NOT NULL,
	week SMALLINT UNSIGNED NOT NULL,
	stars TINYINT UNSIGNED NOT NULL,
	word VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	n INT UNSIGNED NOT NULL,	-- so many reviews hold it: rows of review_word
	PRIMARY KEY (sku_id, week, stars, word),
	KEY week (week, sku_id, word)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- What the shop adds to the house's lists (share/words/lists.tsv), by class; what was read before the newest change is read again.
CREATE TABLE word_list (
	class VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	words TEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,	-- one a line
	changed_at DATETIME(6) NOT NULL,
	PRIMARY KEY (class)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- What is there is counted as if it were new.
UPDATE review SET read_at = NULL;
