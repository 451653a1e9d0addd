-- SPDX-License-Identifier: GPL-3.0-or-later
-- Customers. Personal data stands in these tables and nowhere else, so that erasing is one place.

CREATE TABLE customer (
	id BIGINT UNSIGNED NOT NULL,
	number CHAR(11) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,	-- C-XXXX-XXXX
	name VARCHAR(120) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL,
	lang VARCHAR(5) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	provisional TINYINT UNSIGNED NOT NULL,	-- 1: a guest, one per normalised contact, until the contact is verified
	n_orders INT UNSIGNED NOT NULL DEFAULT 0,	-- summary kept by order: all but drafts and cancelled
	last_order_at DATETIME(6) NULL,
	version INT UNSIGNED NOT NULL DEFAULT 1,
	created_at DATETIME(6) NOT NULL,
	PRIMARY KEY (id),
	UNIQUE KEY number (number),
	KEY name (name),
	KEY last_order (last_order_at, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- How a person is known: one row per e-mail, phone or id in another system.
CREATE TABLE customer_identity (
	id BIGINT UNSIGNED NOT NULL,
	customer_id BIGINT UNSIGNED NOT NULL,
	kind TINYINT UNSIGNED NOT NULL,		-- 1 e-mail, 2 phone, 3 external
	source VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',	-- external: which system
	value VARCHAR(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,	-- normalised
	phone_tail CHAR(4) CHARACTER SET ascii COLLATE ascii_bin NULL,
	verified_at DATETIME(6) NULL,
	created_at DATETIME(6) NOT NULL,
	PRIMARY KEY (id),
	UNIQUE KEY value (kind, source, value),
	KEY customer (customer_id, id),
	KEY phone_tail (phone_tail)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- A delivery snapshot: never changed, only replaced by a new version. Orders point here.
CREATE TABLE customer_contact (
	id BIGINT UNSIGNED NOT NULL,
	customer_id BIGINT UNSIGNED NOT NULL,
	name VARCHAR(120) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL,
	phone VARCHAR(32) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,	-- normalised, +8613…
	phone_tail CHAR(4) CHARACTER SET ascii COLLATE ascii_bin NULL,
	email VARCHAR(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,	-- as typed
	email_key VARCHAR(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,	-- normalised
	country CHAR(2) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	province VARCHAR(80) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL DEFAULT '',
	city VARCHAR(80) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL DEFAULT '',
	district VARCHAR(80) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL DEFAULT '',
	street VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL DEFAULT '',
	postcode VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT '',
	created_at DATETIME(6) NOT NULL,
	PRIMARY KEY (id),
	KEY customer (customer_id, id),
	KEY phone_tail (phone_tail, id),
	KEY name (name)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- The customer's address book: each entry shows the newest contact version of it.
CREATE TABLE customer_address (
	id BIGINT UNSIGNED NOT NULL,
	customer_id BIGINT UNSIGNED NOT NULL,
	contact_id BIGINT UNSIGNED NOT NULL,
	label VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL DEFAULT '',
	is_default TINYINT UNSIGNED NOT NULL DEFAULT 0,
	removed_at DATETIME(6) NULL,
	created_at DATETIME(6) NOT NULL,
	PRIMARY KEY (id),
	KEY customer (customer_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Six digits sent by e-mail, bound to the browser that asked; five tries.
CREATE TABLE sign_in_code (
	request_hash BINARY(32) NOT NULL,	-- of the random token in the form
	email_key VARCHAR(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	code_hash BINARY(32) NOT NULL,
	tries TINYINT UNSIGNED NOT NULL DEFAULT 0,
	until DATETIME(6) NOT NULL,
	used_at DATETIME(6) NULL,
	PRIMARY KEY (request_hash),
	KEY until (until)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Notes staff write about a customer; only staff see them.
CREATE TABLE customer_note (
	id BIGINT UNSIGNED NOT NULL,
	customer_id BIGINT UNSIGNED NOT NULL,
	staff_id BIGINT UNSIGNED NOT NULL,
	body VARCHAR(2000) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL,
	at DATETIME(6) NOT NULL,
	PRIMARY KEY (id),
	KEY customer (customer_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
