-- SPDX-License-Identifier: GPL-3.0-or-later
-- What somebody does not want to be written to about. An address that never chose has no row: it gets every message. A message
-- that was not wanted stays in the outbox as state 4, unsent.

CREATE TABLE message_choice (
	address BINARY(16) NOT NULL,		-- keyed hash of the e-mail address: the table holds none
	topic TINYINT UNSIGNED NOT NULL,	-- 1 shipping and delivery; what proves a purchase cannot be chosen
	wanted TINYINT UNSIGNED NOT NULL,	-- 0 no, 1 yes
	place TINYINT UNSIGNED NOT NULL,	-- where it was said: 1 signed in, 2 a message's link, 3 a mail program's button
	at DATETIME(6) NOT NULL,
	PRIMARY KEY (address, topic)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
