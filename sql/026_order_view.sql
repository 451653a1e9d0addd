-- SPDX-License-Identifier: GPL-3.0-or-later
-- What staff look for again and again on the desk's list, under a name.

CREATE TABLE order_view (
	id BIGINT UNSIGNED NOT NULL,
	owner_id BIGINT UNSIGNED NOT NULL,	-- who saved it: staff
	shared TINYINT UNSIGNED NOT NULL,	-- 1: everybody at the desk sees it
	name VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL,
	query VARCHAR(1500) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,	-- as in the list's address, in its order
	created_at DATETIME(6) NOT NULL,
	PRIMARY KEY (id),
	UNIQUE KEY name (owner_id, name),
	KEY shared (shared)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
