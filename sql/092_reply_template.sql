-- SPDX-License-Identifier: GPL-3.0-or-later
-- Texts that colleagues answer with again and again, in the languages of customers.

CREATE TABLE reply_template (
	id BIGINT UNSIGNED NOT NULL,
	name VARCHAR(80) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL,	-- for colleagues
	body_en VARCHAR(2000) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,	-- with {name} and {order}; NULL: not in this language
	body_zh VARCHAR(2000) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
	version INT UNSIGNED NOT NULL DEFAULT 1,
	changed_at DATETIME(6) NOT NULL,
	PRIMARY KEY (id),
	KEY name (name, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
