-- SPDX-License-Identifier: GPL-3.0-or-later
-- Messages from WeChat, Weibo and other chats: who writes there, what of the inbox is theirs, and the secret that what hands them on signs with.

CREATE TABLE feedback_chat (
	id BIGINT UNSIGNED NOT NULL,
	channel TINYINT UNSIGNED NOT NULL,	-- enum chat_channel
	value VARCHAR(128) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,	-- their id there; whose it is says customer_identity
	name VARCHAR(120) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL,	-- as they call themselves there; '': not known
	created_at DATETIME(6) NOT NULL,
	PRIMARY KEY (id),
	UNIQUE KEY value (channel, value)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

ALTER TABLE feedback_item
	ADD COLUMN chat_id BIGINT UNSIGNED NULL,	-- asked there, and answered there; NULL: another way
	ADD KEY chat (chat_id, shelf, id);

ALTER TABLE feedback_message
	MODIFY COLUMN customer_id BIGINT UNSIGNED NULL,	-- NULL: of a chat that was not linked to a customer yet
	ADD COLUMN chat_id BIGINT UNSIGNED NULL,	-- as its item's
	ADD COLUMN order_named VARCHAR(32) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,	-- what came along as an order's number, whosever it is
	ADD KEY chat (chat_id, id);

-- What signs webhooks that come in, beside that of bounces (message_channel).
CREATE TABLE inbound_secret (
	kind TINYINT UNSIGNED NOT NULL,		-- enum inbound_kind
	secret VARBINARY(600) NOT NULL,		-- sealed
	made_at DATETIME(6) NOT NULL,
	PRIMARY KEY (kind)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
