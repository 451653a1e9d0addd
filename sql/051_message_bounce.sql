-- SPDX-License-Identifier: GPL-3.0-or-later
-- E-mail addresses that mail came back from. Whoever takes the shop's mail tells, by a key of the API.

CREATE TABLE message_bounce (
	address BINARY(16) NOT NULL,		-- keyed hash of the e-mail address: the table holds none
	hard_at DATETIME(6) NULL,		-- since then nothing is sent there; NULL: it came back for a while only
	soft INT UNSIGNED NOT NULL,		-- how often it did
	reason VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,	-- of the last time, without the address
	last_at DATETIME(6) NOT NULL,
	PRIMARY KEY (address)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
