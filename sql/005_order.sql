-- SPDX-License-Identifier: GPL-3.0-or-later
-- Orders. The table is called orders because ORDER is a word of SQL.

CREATE TABLE orders (
	id BIGINT UNSIGNED NOT NULL,
	number CHAR(11) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,	-- R-XXXX-XXXX, what people see
	customer_id BIGINT UNSIGNED NOT NULL,
	contact_id BIGINT UNSIGNED NOT NULL,	-- delivery snapshot: customer_contact
	source VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,	-- the channel: desk, api, web, online-retail …
	source_ref VARCHAR(190) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,	-- the order's name there
	lang VARCHAR(5) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	customer_note VARCHAR(1000) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NULL,
	decision TINYINT UNSIGNED NOT NULL,	-- enum order_decision
	hold_reason VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NULL,
	hold_until DATETIME(6) NULL,
	cancel_reason VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NULL,
	payment_method VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,	-- enum payment_method's word
	pay_first TINYINT UNSIGNED NOT NULL,	-- 1: nothing ships before it is paid
	pay_until DATETIME(6) NULL,		-- an unpaid order is closed then
	currency CHAR(3) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	prices_include_tax TINYINT UNSIGNED NOT NULL,
	items_amount BIGINT NOT NULL,		-- sum of line amounts as ordered
	discount_amount BIGINT NOT NULL DEFAULT 0,
	shipping_amount BIGINT NOT NULL DEFAULT 0,
	tax_amount BIGINT NOT NULL DEFAULT 0,	-- added on top; 0 where prices include tax
	total_amount BIGINT NOT NULL,		-- items - discount + shipping + tax
	live_amount BIGINT NOT NULL,		-- the same on (ordered - cancelled)
	captured_amount BIGINT NOT NULL DEFAULT 0,	-- summaries of payment's ledgers
	refunded_amount BIGINT NOT NULL DEFAULT 0,
	credited_amount BIGINT NOT NULL DEFAULT 0,
	n_parcels SMALLINT UNSIGNED NOT NULL DEFAULT 0,	-- summary of shipping's parcels that left or are packed
	parcel_state TINYINT UNSIGNED NOT NULL DEFAULT 0,	-- enum order_parcels: what all parcels together say
	care TINYINT UNSIGNED NOT NULL DEFAULT 0,	-- enum order_care, summary of after-sales
	badge TINYINT UNSIGNED NOT NULL,	-- computed from the axes at each change; the lists filter by it
	promised_from DATETIME(6) NULL,
	promised_to DATETIME(6) NULL,
	placed_at DATETIME(6) NOT NULL,
	confirmed_at DATETIME(6) NULL,
	delivered_at DATETIME(6) NULL,		-- when the last unit arrived
	closed_at DATETIME(6) NULL,
	link_version SMALLINT UNSIGNED NOT NULL DEFAULT 1,	-- raised to make old tracking links void
	version INT UNSIGNED NOT NULL DEFAULT 1,
	PRIMARY KEY (id),
	UNIQUE KEY number (number),
	UNIQUE KEY source_ref (source, source_ref),
	KEY customer (customer_id, id),
	KEY contact (contact_id),
	KEY badge (badge, id),
	KEY placed (placed_at, id),
	KEY pay_until (pay_until),
	KEY hold_until (hold_until),
	KEY to_close (decision, delivered_at),
	CONSTRAINT order_amounts CHECK (total_amount = items_amount - discount_amount + shipping_amount + tax_amount)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- One SKU in an order, with what was promised (snapshot) and the counters of the goods axis.
CREATE TABLE order_line (
	id BIGINT UNSIGNED NOT NULL,
	order_id BIGINT UNSIGNED NOT NULL,
	position SMALLINT UNSIGNED NOT NULL,	-- from 1
	sku_id BIGINT UNSIGNED NULL,		-- NULL: a line without a catalogue entry (a fee of an imported order)
	sku_code VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	name_en VARCHAR(290) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL,	-- product and variant
	name_zh VARCHAR(290) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL,
	picture VARCHAR(120) CHARACTER SET ascii COLLATE ascii_bin NULL,
	kind TINYINT UNSIGNED NOT NULL,		-- as product
	unit_milli BIGINT NOT NULL,
	amount BIGINT NOT NULL,			-- ordered x unit price, half-even
	discount BIGINT NOT NULL DEFAULT 0,	-- this line's part of the order's discount
	tax_bp SMALLINT UNSIGNED NOT NULL DEFAULT 0,
	tax BIGINT NOT NULL DEFAULT 0,		-- of the line, included or on top
	ordered INT UNSIGNED NOT NULL,
	cancelled INT UNSIGNED NOT NULL DEFAULT 0,
	reserved INT UNSIGNED NOT NULL DEFAULT 0,
	in_production INT UNSIGNED NOT NULL DEFAULT 0,
	packed INT UNSIGNED NOT NULL DEFAULT 0,
	shipped INT UNSIGNED NOT NULL DEFAULT 0,
	delivered INT UNSIGNED NOT NULL DEFAULT 0,
	return_requested INT UNSIGNED NOT NULL DEFAULT 0,
	returned INT UNSIGNED NOT NULL DEFAULT 0,
	written_off INT UNSIGNED NOT NULL DEFAULT 0,
	wait TINYINT UNSIGNED NOT NULL DEFAULT 0,	-- enum order_wait
	wait_until DATETIME(6) NULL,
	PRIMARY KEY (id),
	UNIQUE KEY position (order_id, position),
	KEY sku (sku_code, order_id),
	CONSTRAINT order_line_order FOREIGN KEY (order_id) REFERENCES orders (id),
	CONSTRAINT order_line_counters CHECK (delivered <= shipped AND shipped <= packed AND packed + cancelled <= ordered AND returned <= delivered)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Every change, once: who, what, from, to, why. Ids and amounts, never a person's values.
CREATE TABLE order_event (
	id BIGINT UNSIGNED NOT NULL,
	order_id BIGINT UNSIGNED NOT NULL,
	kind TINYINT UNSIGNED NOT NULL,		-- enum order_event_kind
	actor_kind TINYINT UNSIGNED NOT NULL,	-- enum actor_kind
	actor_id BIGINT UNSIGNED NULL,
	at DATETIME(6) NOT NULL,
	from_value VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
	to_value VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
	why VARCHAR(300) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NULL,
	subject_id BIGINT UNSIGNED NULL,	-- the line, payment, parcel … it speaks of
	quantity INT NULL,
	amount BIGINT NULL,
	PRIMARY KEY (id),
	KEY orders (order_id, id),
	CONSTRAINT order_event_order FOREIGN KEY (order_id) REFERENCES orders (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Notes staff write on an order; only staff see them.
CREATE TABLE order_note (
	id BIGINT UNSIGNED NOT NULL,
	order_id BIGINT UNSIGNED NOT NULL,
	staff_id BIGINT UNSIGNED NULL,
	body VARCHAR(2000) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL,
	at DATETIME(6) NOT NULL,
	PRIMARY KEY (id),
	KEY orders (order_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- The customer's page of an order, written again with every change of it, read by one statement.
CREATE TABLE order_document (
	order_id BIGINT UNSIGNED NOT NULL,
	number CHAR(11) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	customer_id BIGINT UNSIGNED NOT NULL,
	link_version SMALLINT UNSIGNED NOT NULL,
	link_until DATETIME(6) NULL,		-- NULL: the link does not end yet
	version INT UNSIGNED NOT NULL,		-- the order's version it shows
	document MEDIUMBLOB NOT NULL,		-- the view tree, JSON: UNCOMPRESS(document)
	PRIMARY KEY (order_id),
	UNIQUE KEY number (number)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
