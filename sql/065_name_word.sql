-- SPDX-License-Identifier: GPL-3.0-or-later
-- Names are found by each of their words, not by their beginnings alone.

-- The rest of a name from a word on; of scripts that put no spaces between words, from each character on. Beginnings of whole names
-- are in the indexes of the names themselves.
CREATE TABLE customer_name_word (
	word VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL,
	customer_id BIGINT UNSIGNED NOT NULL,
	PRIMARY KEY (word, customer_id),
	KEY customer (customer_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Places in a name, for what follows alone.
CREATE TABLE name_place (
	place TINYINT UNSIGNED NOT NULL,
	PRIMARY KEY (place)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
INSERT INTO name_place (place) VALUES
	(2), (3), (4), (5), (6), (7), (8), (9), (10), (11), (12), (13), (14), (15), (16), (17), (18), (19), (20), (21), (22), (23), (24), (25),
	(26), (27), (28), (29), (30), (31), (32), (33), (34), (35), (36), (37), (38), (39), (40);

-- The words of the customers there are, an eighth of them at a time: numbers begin with any of 32 characters, all as often. A word
-- begins where three bytes make a character, or where a letter or digit comes after what is none (src/customer/name_rules.c).

INSERT INTO customer_name_word (word, customer_id)
SELECT DISTINCT SUBSTRING(s.name, s.place, 40), s.id FROM (
	SELECT n.id, n.name, p.place, SUBSTRING(n.name, p.place, 1) AS now, SUBSTRING(n.name, p.place - 1, 1) AS was FROM (
		SELECT c.id, c.name FROM customer c WHERE c.number < 'C-4'
		UNION SELECT c.id, k.name FROM customer c JOIN customer_contact k ON k.customer_id = c.id WHERE c.number < 'C-4'
	) n JOIN name_place p ON p.place <= CHAR_LENGTH(n.name)
) s
WHERE LENGTH(s.now) >= 3 OR (
	(LENGTH(s.now) = 2 OR ASCII(s.now) BETWEEN 48 AND 57 OR ASCII(s.now) BETWEEN 65 AND 90 OR ASCII(s.now) BETWEEN 97 AND 122)
	AND NOT (LENGTH(s.was) = 2 OR (LENGTH(s.was) = 1 AND (ASCII(s.was) BETWEEN 48 AND 57 OR ASCII(s.was) BETWEEN 65 AND 90
		OR ASCII(s.was) BETWEEN 97 AND 122))))
ON DUPLICATE KEY UPDATE customer_id = customer_name_word.customer_id;

INSERT INTO customer_name_word (word, customer_id)
SELECT DISTINCT SUBSTRING(s.name, s.place, 40), s.id FROM (
	SELECT n.id, n.name, p.place, SUBSTRING(n.name, p.place, 1) AS now, SUBSTRING(n.name, p.place - 1, 1) AS was FROM (
		SELECT c.id, c.name FROM customer c WHERE c.number >= 'C-4' AND c.number < 'C-8'
		UNION SELECT c.id, k.name FROM customer c JOIN customer_contact k ON k.customer_id = c.id WHERE c.number >= 'C-4' AND c.number < 'C-8'
	) n JOIN name_place p ON p.place <= CHAR_LENGTH(n.name)
) s
WHERE LENGTH(s.now) >= 3 OR (
	(LENGTH(s.now) = 2 OR ASCII(s.now) BETWEEN 48 AND 57 OR ASCII(s.now) BETWEEN 65 AND 90 OR ASCII(s.now) BETWEEN 97 AND 122)
	AND NOT (LENGTH(s.was) = 2 OR (LENGTH(s.was) = 1 AND (ASCII(s.was) BETWEEN 48 AND 57 OR ASCII(s.was) BETWEEN 65 AND 90
		OR ASCII(s.was) BETWEEN 97 AND 122))))
ON DUPLICATE KEY UPDATE customer_id = customer_name_word.customer_id;

INSERT INTO customer_name_word (word, customer_id)
SELECT DISTINCT SUBSTRING(s.name, s.place, 40), s.id FROM (
	SELECT n.id, n.name, p.place, SUBSTRING(n.name, p.place, 1) AS now, SUBSTRING(n.name, p.place - 1, 1) AS was FROM (
		SELECT c.id, c.name FROM customer c WHERE c.number >= 'C-8' AND c.number < 'C-C'
		UNION SELECT c.id, k.name FROM customer c JOIN customer_contact k ON k.customer_id = c.id WHERE c.number >= 'C-8' AND c.number < 'C-C'
	) n JOIN name_place p ON p.place <= CHAR_LENGTH(n.name)
) s
WHERE LENGTH(s.now) >= 3 OR (
	(LENGTH(s.now) = 2 OR ASCII(s.now) BETWEEN 48 AND 57 OR ASCII(s.now) BETWEEN 65 AND 90 OR ASCII(s.now) BETWEEN 97 AND 122)
	AND NOT (LENGTH(s.was) = 2 OR (LENGTH(s.was) = 1 AND (ASCII(s.was) BETWEEN 48 AND 57 OR ASCII(s.was) BETWEEN 65 AND 90
		OR ASCII(s.was) BETWEEN 97 AND 122))))
ON DUPLICATE KEY UPDATE customer_id = customer_name_word.customer_id;

INSERT INTO customer_name_word (word, customer_id)
SELECT DISTINCT SUBSTRING(s.name, s.place, 40), s.id FROM (
	SELECT n.id, n.name, p.place, SUBSTRING(n.name, p.place, 1) AS now, SUBSTRING(n.name, p.place - 1, 1) AS was FROM (
		SELECT c.id, c.name FROM customer c WHERE c.number >= 'C-C' AND c.number < 'C-G'
		UNION SELECT c.id, k.name FROM customer c JOIN customer_contact k ON k.customer_id = c.id WHERE c.number >= 'C-C' AND c.number < 'C-G'
	) n JOIN name_place p ON p.place <= CHAR_LENGTH(n.name)
) s
WHERE LENGTH(s.now) >= 3 OR (
	(LENGTH(s.now) = 2 OR ASCII(s.now) BETWEEN 48 AND 57 OR ASCII(s.now) BETWEEN 65 AND 90 OR ASCII(s.now) BETWEEN 97 AND 122)
	AND NOT (LENGTH(s.was) = 2 OR (LENGTH(s.was) = 1 AND (ASCII(s.was) BETWEEN 48 AND 57 OR ASCII(s.was) BETWEEN 65 AND 90
		OR ASCII(s.was) BETWEEN 97 AND 122))))
ON DUPLICATE KEY UPDATE customer_id = customer_name_word.customer_id;

INSERT INTO customer_name_word (word, customer_id)
SELECT DISTINCT SUBSTRING(s.name, s.place, 40), s.id FROM (
	SELECT n.id, n.name, p.place, SUBSTRING(n.name, p.place, 1) AS now, SUBSTRING(n.name, p.place - 1, 1) AS was FROM (
		SELECT c.id, c.name FROM customer c WHERE c.number >= 'C-G' AND c.number < 'C-M'
		UNION SELECT c.id, k.name FROM customer c JOIN customer_contact k ON k.customer_id = c.id WHERE c.number >= 'C-G' AND c.number < 'C-M'
	) n JOIN name_place p ON p.place <= CHAR_LENGTH(n.name)
) s
WHERE LENGTH(s.now) >= 3 OR (
	(LENGTH(s.now) = 2 OR ASCII(s.now) BETWEEN 48 AND 57 OR ASCII(s.now) BETWEEN 65 AND 90 OR ASCII(s.now) BETWEEN 97 AND 122)
	AND NOT (LENGTH(s.was) = 2 OR (LENGTH(s.was) = 1 AND (ASCII(s.was) BETWEEN 48 AND 57 OR ASCII(s.was) BETWEEN 65 AND 90
		OR ASCII(s.was) BETWEEN 97 AND 122))))
ON DUPLICATE KEY UPDATE customer_id = customer_name_word.customer_id;

INSERT INTO customer_name_word (word, customer_id)
SELECT DISTINCT SUBSTRING(s.name, s.place, 40), s.id FROM (
	SELECT n.id, n.name, p.place, SUBSTRING(n.name, p.place, 1) AS now, SUBSTRING(n.name, p.place - 1, 1) AS was FROM (
		SELECT c.id, c.name FROM customer c WHERE c.number >= 'C-M' AND c.number < 'C-R'
		UNION SELECT c.id, k.name FROM customer c JOIN customer_contact k ON k.customer_id = c.id WHERE c.number >= 'C-M' AND c.number < 'C-R'
	) n JOIN name_place p ON p.place <= CHAR_LENGTH(n.name)
) s
WHERE LENGTH(s.now) >= 3 OR (
	(LENGTH(s.now) = 2 OR ASCII(s.now) BETWEEN 48 AND 57 OR ASCII(s.now) BETWEEN 65 AND 90 OR ASCII(s.now) BETWEEN 97 AND 122)
	AND NOT (LENGTH(s.was) = 2 OR (LENGTH(s.was) = 1 AND (ASCII(s.was) BETWEEN 48 AND 57 OR ASCII(s.was) BETWEEN 65 AND 90
		OR ASCII(s.was) BETWEEN 97 AND 122))))
ON DUPLICATE KEY UPDATE customer_id = customer_name_word.customer_id;

INSERT INTO customer_name_word (word, customer_id)
SELECT DISTINCT SUBSTRING(s.name, s.place, 40), s.id FROM (
	SELECT n.id, n.name, p.place, SUBSTRING(n.name, p.place, 1) AS now, SUBSTRING(n.name, p.place - 1, 1) AS was FROM (
		SELECT c.id, c.name FROM customer c WHERE c.number >= 'C-R' AND c.number < 'C-W'
		UNION SELECT c.id, k.name FROM customer c JOIN customer_contact k ON k.customer_id = c.id WHERE c.number >= 'C-R' AND c.number < 'C-W'
	) n JOIN name_place p ON p.place <= CHAR_LENGTH(n.name)
) s
WHERE LENGTH(s.now) >= 3 OR (
	(LENGTH(s.now) = 2 OR ASCII(s.now) BETWEEN 48 AND 57 OR ASCII(s.now) BETWEEN 65 AND 90 OR ASCII(s.now) BETWEEN 97 AND 122)
	AND NOT (LENGTH(s.was) = 2 OR (LENGTH(s.was) = 1 AND (ASCII(s.was) BETWEEN 48 AND 57 OR ASCII(s.was) BETWEEN 65 AND 90
		OR ASCII(s.was) BETWEEN 97 AND 122))))
ON DUPLICATE KEY UPDATE customer_id = customer_name_word.customer_id;

INSERT INTO customer_name_word (word, customer_id)
SELECT DISTINCT SUBSTRING(s.name, s.place, 40), s.id FROM (
	SELECT n.id, n.name, p.place, SUBSTRING(n.name, p.place, 1) AS now, SUBSTRING(n.name, p.place - 1, 1) AS was FROM (
		SELECT c.id, c.name FROM customer c WHERE c.number >= 'C-W'
		UNION SELECT c.id, k.name FROM customer c JOIN customer_contact k ON k.customer_id = c.id WHERE c.number >= 'C-W'
	) n JOIN name_place p ON p.place <= CHAR_LENGTH(n.name)
) s
WHERE LENGTH(s.now) >= 3 OR (
	(LENGTH(s.now) = 2 OR ASCII(s.now) BETWEEN 48 AND 57 OR ASCII(s.now) BETWEEN 65 AND 90 OR ASCII(s.now) BETWEEN 97 AND 122)
	AND NOT (LENGTH(s.was) = 2 OR (LENGTH(s.was) = 1 AND (ASCII(s.was) BETWEEN 48 AND 57 OR ASCII(s.was) BETWEEN 65 AND 90
		OR ASCII(s.was) BETWEEN 97 AND 122))))
ON DUPLICATE KEY UPDATE customer_id = customer_name_word.customer_id;

DROP TABLE name_place;
