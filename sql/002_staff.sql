-- SPDX-License-Identifier: GPL-3.0-or-later
-- People who work in the shop, and the keys of programs.

CREATE TABLE staff (
	id BIGINT UNSIGNED NOT NULL,
	email VARCHAR(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,	-- normalised; NULL never: an invitation names it
	name VARCHAR(120) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL,
	role VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,	-- owner, manager, orders, …
	lang VARCHAR(5) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	state TINYINT UNSIGNED NOT NULL,	-- 0 invited, 1 active, 2 left
	password_hash VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin NULL,
	totp_sealed VARBINARY(128) NULL,	-- secret, sealed with the host's key
	totp_last_step BIGINT NOT NULL DEFAULT 0,	-- each code counts once
	invite_hash BINARY(32) NULL,		-- one-time link: only its hash
	invite_until DATETIME(6) NULL,
	created_at DATETIME(6) NOT NULL,
	PRIMARY KEY (id),
	UNIQUE KEY email (email),
	UNIQUE KEY invite_hash (invite_hash)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE staff_recovery_code (
	staff_id BIGINT UNSIGNED NOT NULL,
	code_hash BINARY(32) NOT NULL,
	used_at DATETIME(6) NULL,
	PRIMARY KEY (staff_id, code_hash)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE api_key (
	id BIGINT UNSIGNED NOT NULL,
	name VARCHAR(80) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL,
	token_hash BINARY(32) NOT NULL,
	permissions BIGINT UNSIGNED NOT NULL,	-- bit set of enum permission; never more than its maker's
	created_by BIGINT UNSIGNED NULL,	-- staff; NULL: made on the command line
	created_at DATETIME(6) NOT NULL,
	revoked_at DATETIME(6) NULL,
	PRIMARY KEY (id),
	UNIQUE KEY token_hash (token_hash)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
