-- SPDX-License-Identifier: GPL-3.0-or-later
-- What every area stands on. Ids are made by the program; instants are UTC; text is utf8mb4 and always says its collation.
-- Keys, codes and tokens compare byte by byte (utf8mb4_bin); names people read compare by utf8mb4_unicode_ci.

-- One row per thing a shop sets itself; an absent row means the default (src/setting.c).
CREATE TABLE setting (
	name VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	value TEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	updated_at DATETIME(6) NOT NULL,
	PRIMARY KEY (name)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- A process that makes ids leases one node number, so that two never make the same id. Leases use the database's clock.
CREATE TABLE node (
	id SMALLINT UNSIGNED NOT NULL,
	owner BINARY(16) NULL,			-- random, one per process
	lease_until DATETIME(6) NULL,
	PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- The first answer to each unsafe request with a key, stored in the transaction of its effect. Kept seven days.
CREATE TABLE idempotency (
	actor VARBINARY(40) NOT NULL,		-- who asked: kind and id, or the hash of an anonymous browser's cookie
	route VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	idem_key VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	request_hash BINARY(32) NOT NULL,	-- of path and checked body, without CSRF and form key
	status SMALLINT UNSIGNED NOT NULL,
	headers TEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,	-- "Name: value" lines
	body MEDIUMBLOB NOT NULL,		-- UNCOMPRESS(body)
	created_at DATETIME(6) NOT NULL,
	PRIMARY KEY (actor, route, idem_key),
	KEY created_at (created_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Counters against guessing; written outside any other transaction.
CREATE TABLE throttle (
	bucket BINARY(32) NOT NULL,		-- hash of what is counted: kind, and address, order or account
	n INT UNSIGNED NOT NULL,
	until DATETIME(6) NOT NULL,		-- the count starts again after this
	PRIMARY KEY (bucket),
	KEY until (until)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Signed-in browsers, customers' and staff's. Only the hash of the cookie's token is stored.
CREATE TABLE session (
	token_hash BINARY(32) NOT NULL,
	kind TINYINT UNSIGNED NOT NULL,		-- 1 customer, 2 staff, 3 staff before the second factor
	subject_id BIGINT UNSIGNED NOT NULL,
	created_at DATETIME(6) NOT NULL,
	seen_at DATETIME(6) NOT NULL,		-- moved at most once a minute
	expires_at DATETIME(6) NOT NULL,	-- absolute end
	stepped_up_at DATETIME(6) NULL,		-- last proof of password or code within the session
	PRIMARY KEY (token_hash),
	KEY subject (kind, subject_id),
	KEY expires_at (expires_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- What a security review asks for: sign-ins, refusals, changes of credentials. Ids only, never values.
CREATE TABLE security_event (
	id BIGINT UNSIGNED NOT NULL,
	kind VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	actor_kind TINYINT UNSIGNED NOT NULL,
	actor_id BIGINT UNSIGNED NULL,
	remote_hash BINARY(16) NULL,		-- keyed hash of the client's address
	at DATETIME(6) NOT NULL,
	PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
