-- SPDX-License-Identifier: GPL-3.0-or-later
-- Tax by destination: places whose rates differ from those of the settings, each for some time. How many there are stands in the
-- setting `tax_zones`. An order's lines keep the rate they were placed with.

CREATE TABLE tax_zone (
	id BIGINT UNSIGNED NOT NULL,
	country VARCHAR(2) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,	-- empty: every country but the shop's own
	region VARCHAR(80) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,	-- as addresses have it; empty: all of the country
	postal VARCHAR(12) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,	-- what postcodes begin with; empty: all of them
	valid_from DATETIME(6) NULL,	-- NULL: since ever
	valid_until DATETIME(6) NULL,	-- not itself; NULL: until further notice
	standard_bp SMALLINT UNSIGNED NULL,	-- basis points, of products of this tax class; NULL: as it would be without this zone
	reduced_bp SMALLINT UNSIGNED NULL,
	own_bp SMALLINT UNSIGNED NULL,		-- of SKUs with a rate of their own
	version INT UNSIGNED NOT NULL,
	created_at DATETIME(6) NOT NULL,
	PRIMARY KEY (id),
	KEY place (country, region, postal, valid_from)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
