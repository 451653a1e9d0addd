-- SPDX-License-Identifier: GPL-3.0-or-later
-- What products have to do with each other. Two of them are related in one way only, seen from the first.

CREATE TABLE product_relation (
	product_id BIGINT UNSIGNED NOT NULL,
	other_id BIGINT UNSIGNED NOT NULL,
	kind TINYINT UNSIGNED NOT NULL,		-- enum relation: 0 needs the other, 1 goes with it, 2 replaces it
	PRIMARY KEY (product_id, other_id),
	KEY other (other_id, kind),
	CONSTRAINT product_relation_product FOREIGN KEY (product_id) REFERENCES product (id),
	CONSTRAINT product_relation_other FOREIGN KEY (other_id) REFERENCES product (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
