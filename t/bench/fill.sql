-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copies the sample order (@order, its id) once for each row of bench_number between @first and @last. Ids of what hangs on it are the
-- order's own plus a small number: ids made by programs are milliseconds apart, so there is room.
INSERT INTO orders SELECT n.id, n.number, o.customer_id, o.contact_id, o.source, NULL, o.lang, o.customer_note, o.decision, o.hold_reason,
	o.hold_until, o.cancel_reason, o.payment_method, o.pay_first, o.pay_until, o.currency, o.prices_include_tax, o.items_amount,
	o.discount_amount, o.shipping_amount, o.tax_amount, o.total_amount, o.live_amount, o.captured_amount, o.refunded_amount,
	o.credited_amount, o.n_parcels, o.parcel_state, o.care, o.badge, o.promised_from, o.promised_to, o.placed_at, o.confirmed_at,
	o.delivered_at, o.closed_at, o.link_version, o.version
	FROM bench_number n JOIN orders o ON o.id = @order WHERE n.n BETWEEN @first AND @last;
INSERT INTO order_line SELECT n.id + l.position, n.id, l.position, l.sku_id, l.sku_code, l.name_en, l.name_zh, l.picture, l.kind, l.unit_milli,
	l.amount, l.discount, l.tax_bp, l.tax, l.ordered, l.cancelled, l.reserved, l.in_production, l.packed, l.shipped, l.delivered,
	l.return_requested, l.returned, l.written_off, l.wait, l.wait_until
	FROM bench_number n JOIN order_line l ON l.order_id = @order WHERE n.n BETWEEN @first AND @last;
INSERT INTO order_event SELECT n.id + 100 + e.k, n.id, e.kind, e.actor_kind, e.actor_id, e.at, e.from_value, e.to_value, e.why, e.subject_id,
	e.quantity, e.amount, e.version
	FROM bench_number n JOIN (SELECT x.*, ROW_NUMBER() OVER (ORDER BY id) AS k FROM order_event x WHERE x.order_id = @order) e
	WHERE n.n BETWEEN @first AND @last;
INSERT INTO parcel (id, customer_id, contact_id, carrier, tracking_number, state, `delayed`, lost, problem, promised_from, promised_to,
	first_promised_to, packed_at, shipped_at, delivered_at, last_event_at, solved_at, version, created_at)
	SELECT n.id + 10 + p.k, p.customer_id, p.contact_id, p.carrier, CONCAT(p.k, n.n), p.state, p.`delayed`, p.lost, p.problem,
	p.promised_from, p.promised_to, p.first_promised_to, p.packed_at, p.shipped_at, p.delivered_at, p.last_event_at, p.solved_at, p.version,
	p.created_at
	FROM bench_number n JOIN (SELECT x.*, ROW_NUMBER() OVER (ORDER BY id) AS k FROM parcel x WHERE x.id IN
		(SELECT parcel_id FROM parcel_line WHERE order_id = @order)) p WHERE n.n BETWEEN @first AND @last;
INSERT INTO parcel_line SELECT n.id + 10 + p.k, n.id + l.position, n.id, p.quantity
	FROM bench_number n JOIN (SELECT x.*, DENSE_RANK() OVER (ORDER BY parcel_id) AS k FROM parcel_line x WHERE x.order_id = @order) p
	JOIN order_line l ON l.id = p.order_line_id WHERE n.n BETWEEN @first AND @last;
INSERT INTO parcel_event SELECT n.id + 20 + e.k, n.id + 10 + e.parcel, e.state, e.at, e.heard_at, e.place, e.words, e.lang, e.fingerprint,
	e.actor_kind, e.actor_id
	FROM bench_number n JOIN (SELECT x.*, DENSE_RANK() OVER (ORDER BY parcel_id) AS parcel, ROW_NUMBER() OVER (ORDER BY id) AS k
		FROM parcel_event x WHERE x.parcel_id IN (SELECT parcel_id FROM parcel_line WHERE order_id = @order)) e
	WHERE n.n BETWEEN @first AND @last;
INSERT INTO order_document SELECT n.id, n.number, d.customer_id, 1, d.link_until, d.version, COMPRESS(REPLACE(UNCOMPRESS(d.document), d.number, n.number))
	FROM bench_number n JOIN order_document d ON d.order_id = @order WHERE n.n BETWEEN @first AND @last;
