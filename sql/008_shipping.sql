-- SPDX-License-Identifier: GPL-3.0-or-later
-- Parcels: many-to-many with orders, through their lines.

CREATE TABLE parcel (
	id BIGINT UNSIGNED NOT NULL,
	customer_id BIGINT UNSIGNED NOT NULL,
	contact_id BIGINT UNSIGNED NOT NULL,	-- where it goes
	carrier VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NULL,	-- code of the carriers table in the program
	tracking_number VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NULL,	-- without spaces
	state TINYINT UNSIGNED NOT NULL,	-- enum parcel_state
	`delayed` TINYINT UNSIGNED NOT NULL DEFAULT 0,	-- flags beside the state
	lost TINYINT UNSIGNED NOT NULL DEFAULT 0,
	problem VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NULL,	-- reason code said to the customer
	promised_from DATETIME(6) NULL,
	promised_to DATETIME(6) NULL,
	first_promised_to DATETIME(6) NULL,	-- struck through when the promise moved
	packed_at DATETIME(6) NULL,
	shipped_at DATETIME(6) NULL,
	delivered_at DATETIME(6) NULL,
	last_event_at DATETIME(6) NULL,
	solved_at DATETIME(6) NULL,		-- a person dealt with the problem; the next one opens it again
	version INT UNSIGNED NOT NULL DEFAULT 1,
	created_at DATETIME(6) NOT NULL,
	PRIMARY KEY (id),
	UNIQUE KEY tracking (tracking_number, carrier),
	KEY customer (customer_id, id),
	KEY state (state, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE parcel_line (
	parcel_id BIGINT UNSIGNED NOT NULL,
	order_line_id BIGINT UNSIGNED NOT NULL,
	order_id BIGINT UNSIGNED NOT NULL,
	quantity INT UNSIGNED NOT NULL,
	PRIMARY KEY (parcel_id, order_line_id),
	KEY orders (order_id, parcel_id),
	KEY order_line (order_line_id),
	CONSTRAINT parcel_line_parcel FOREIGN KEY (parcel_id) REFERENCES parcel (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE parcel_event (
	id BIGINT UNSIGNED NOT NULL,
	parcel_id BIGINT UNSIGNED NOT NULL,
	state TINYINT UNSIGNED NOT NULL,	-- enum parcel_state as normalised
	at DATETIME(6) NOT NULL,		-- when it happened
	heard_at DATETIME(6) NOT NULL,		-- when we were told
	place VARCHAR(120) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NULL,
	words VARCHAR(500) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NULL,	-- the carrier's own text, as sent
	lang VARCHAR(5) CHARACTER SET ascii COLLATE ascii_bin NULL,
	fingerprint BINARY(16) NOT NULL,	-- of parcel, state, time and text: the same event twice is one
	actor_kind TINYINT UNSIGNED NOT NULL,
	actor_id BIGINT UNSIGNED NULL,
	PRIMARY KEY (id),
	UNIQUE KEY fingerprint (parcel_id, fingerprint),
	KEY parcel (parcel_id, at, id),
	CONSTRAINT parcel_event_parcel FOREIGN KEY (parcel_id) REFERENCES parcel (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
