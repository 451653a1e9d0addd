-- SPDX-License-Identifier: GPL-3.0-or-later
-- Lines of imported documents that are no orders (credit documents, finance adjustments), as the file had them: the ledgers keep sums.

CREATE TABLE import_line (
	source VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	source_ref VARCHAR(190) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,	-- the document's name there
	position SMALLINT UNSIGNED NOT NULL,	-- from 1
	sku_code VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	name VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL,
	quantity INT NOT NULL,			-- below 0: given back
	unit_milli BIGINT NOT NULL,
	amount BIGINT NOT NULL,			-- quantity x unit price, half-even
	PRIMARY KEY (source, source_ref, position)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
