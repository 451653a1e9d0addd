-- SPDX-License-Identifier: GPL-3.0-or-later
-- What a file made or changed, to be taken back within a day; the rows go with the file.

CREATE TABLE import_made (
	file_id BIGINT UNSIGNED NOT NULL,
	line BIGINT UNSIGNED NOT NULL,		-- of the file
	made_id BIGINT UNSIGNED NULL,		-- the new SKU, customer, order; NULL: something was changed
	was TEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,	-- JSON: cells by our fields, as they were; nothing of people
	became TEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,	-- JSON: the same cells, as the file had them
	state TINYINT UNSIGNED NOT NULL DEFAULT 0,	-- 0 as it was made, 1 taken back, 2 could not be
	PRIMARY KEY (file_id, line),
	KEY state (file_id, state, line)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
