-- SPDX-License-Identifier: GPL-3.0-or-later
-- Ways to customers who gave no e-mail address: SMS and WeChat, each a call to another program as the shop describes it.

ALTER TABLE outbox
	ADD COLUMN channel TINYINT UNSIGNED NOT NULL DEFAULT 0,	-- 0 e-mail, 1 SMS (recipient: +86138…), 2 WeChat (recipient: an open id)
	ADD COLUMN answer VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL;	-- what was said by who took it

-- One row a channel, once it was set up.
CREATE TABLE message_channel (
	channel TINYINT UNSIGNED NOT NULL,
	is_on TINYINT UNSIGNED NOT NULL,
	url VARCHAR(500) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	format TINYINT UNSIGNED NOT NULL,	-- of the body: 0 JSON, 1 a form
	headers VARCHAR(1000) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,	-- a line each, with {{secret}} where it goes
	body VARCHAR(4000) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,	-- with {{to}}, {{text}} …
	good_member VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,	-- of the JSON answer, as result.code; '': any 2xx is good
	good_value VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	secret VARBINARY(600) NULL,		-- sealed
	trial_id BIGINT UNSIGNED NULL,		-- the newest test message, in the outbox
	updated_at DATETIME(6) NOT NULL,
	PRIMARY KEY (channel)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
