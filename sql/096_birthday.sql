-- SPDX-License-Identifier: GPL-3.0-or-later
-- Birthdays: rewards that are given on them, and who was greeted in which year.

ALTER TABLE member_reward ADD COLUMN is_birthday TINYINT(1) NOT NULL DEFAULT 0;	-- given by itself on the day, and not taken

CREATE TABLE member_birthday (
	customer_id BIGINT UNSIGNED NOT NULL,	-- who went over to somebody else was greeted as that one
	year SMALLINT UNSIGNED NOT NULL,
	at DATETIME(6) NOT NULL,
	PRIMARY KEY (customer_id, year)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

INSERT INTO job (kind, run_at) VALUES ('greet', '2020-01-01');
