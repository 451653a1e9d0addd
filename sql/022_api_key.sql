-- SPDX-License-Identifier: GPL-3.0-or-later
-- Programs' keys end by themselves and show when they were used last; the audit log has room for sets of permissions and for settings.

ALTER TABLE api_key
	ADD COLUMN expires_at DATETIME(6) NULL AFTER created_at,	-- NULL: until it is revoked
	ADD COLUMN last_used_at DATETIME(6) NULL AFTER expires_at;	-- at most a minute late; NULL: never

ALTER TABLE security_event
	MODIFY COLUMN was VARCHAR(400) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,	-- our own words and amounts, no personal data
	MODIFY COLUMN became VARCHAR(400) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL;
