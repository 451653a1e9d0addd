-- SPDX-License-Identifier: GPL-3.0-or-later
-- The floor of `./dev bench import`: the columns of the Online Retail file as they are, a key of the table's own, and no other index.
CREATE TABLE retail (
	invoice VARCHAR(16) NOT NULL,
	code VARCHAR(40) NOT NULL,
	description VARCHAR(200) NULL,
	quantity INT NOT NULL,
	at DATETIME NOT NULL,
	price DECIMAL(12, 3) NOT NULL,
	customer VARCHAR(16) NULL,
	country VARCHAR(80) NOT NULL,
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
