# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# Copies the sample orders (bench_sample) once for each row of bench_number between @first and @last, and a sample customer for
# each row of bench_customer. Columns not named here are copied as they are, so that a new one needs no word. Ids of what hangs
# on an order are its own plus a small number: ids made by programs are milliseconds apart, so there is room.

# copy TABLE "FROM, with the table's sample as s" COLUMN=EXPRESSION…
copy() {
	local table=$1 from=$2 pair name names='' values=''
	local -A given=()
	shift 2
	for pair; do given[${pair%%=*}]=${pair#*=}; done
	while read -r name; do
		names+=", \`$name\`"
		values+=", ${given[$name]:-s.\`$name\`}"
		unset "given[$name]"
	done < <(database_client regulars -N -e "SELECT column_name FROM information_schema.columns WHERE table_schema = 'regulars'
		AND table_name = '$table' AND extra NOT LIKE '%GENERATED%' ORDER BY ordinal_position")
	[ ${#given[@]} -eq 0 ] || die "$table has no column ${!given[*]}"
	printf 'INSERT INTO %s (%s) SELECT %s FROM %s;\n' "$table" "${names#, }" "${values#, }" "$from"
}

fill_customers() {
	local from='bench_customer n JOIN'
	copy customer "$from customer s ON s.id = @customer WHERE n.k BETWEEN @first AND @last" \
		id=n.id number=n.number "name=CONCAT('Lin Yuqing ', n.k)" n_orders=4
	copy customer_contact "$from customer_contact s ON s.customer_id = @customer WHERE n.k BETWEEN @first AND @last" \
		'id=n.id + 1' customer_id=n.id "name=CONCAT('Lin Yuqing ', n.k)" "phone=CONCAT('+86138', LPAD(n.k, 8, '0'))" \
		"phone_tail=RIGHT(LPAD(n.k, 8, '0'), 4)" "email=CONCAT('lin', n.k, '@mail.example')" "email_key=CONCAT('lin', n.k, '@mail.example')"
	copy customer_identity "$from customer_identity s ON s.customer_id = @customer WHERE n.k BETWEEN @first AND @last" \
		'id=n.id + 2 + s.kind' customer_id=n.id \
		"value=IF(s.kind = 1, CONCAT('lin', n.k, '@mail.example'), CONCAT('+86138', LPAD(n.k, 8, '0')))" \
		"phone_tail=IF(s.kind = 2, RIGHT(LPAD(n.k, 8, '0'), 4), NULL)"
}

fill_orders() {
	local each='bench_number n JOIN bench_sample b ON b.sample = n.sample JOIN bench_customer c ON c.k = n.k' name
	local only='WHERE n.n BETWEEN @first AND @last' back=() parcels
	# What happened to the sample happened to its copy when that was placed.
	for name in placed_at confirmed_at delivered_at closed_at promised_from promised_to; do
		back+=("$name=s.$name - INTERVAL n.back MINUTE")
	done
	parcels='(SELECT x.*, l.order_id, DENSE_RANK() OVER (PARTITION BY l.order_id ORDER BY x.id) AS k FROM parcel x JOIN
		(SELECT DISTINCT parcel_id, order_id FROM parcel_line WHERE order_id IN (SELECT id FROM bench_sample)) l ON l.parcel_id = x.id)'
	copy orders "$each JOIN orders s ON s.id = b.id $only" id=n.id number=n.number customer_id=c.id 'contact_id=c.id + 1' \
		source_ref=NULL "${back[@]}"
	copy order_line "$each JOIN order_line s ON s.order_id = b.id $only" 'id=n.id + s.position' order_id=n.id \
		"sku_code=IF(s.position = 3, CONCAT('BENCH-', n.n % 9000 + 10), s.sku_code)"
	copy order_event "$each JOIN (SELECT x.*, ROW_NUMBER() OVER (PARTITION BY order_id ORDER BY id) AS k FROM order_event x
		WHERE x.order_id IN (SELECT id FROM bench_sample)) s ON s.order_id = b.id $only" \
		'id=n.id + 100 + s.k' order_id=n.id 'at=s.at - INTERVAL n.back MINUTE' position=0
	copy parcel "$each JOIN $parcels s ON s.order_id = b.id $only" 'id=n.id + 10 + s.k' customer_id=c.id 'contact_id=c.id + 1' \
		"tracking_number=CONCAT(s.k, LPAD(n.n, 11, '0'))"
	copy parcel_line "$each JOIN (SELECT x.*, i.position AS i, p.k FROM parcel_line x JOIN order_line i ON i.id = x.order_line_id
		JOIN $parcels p ON p.id = x.parcel_id AND p.order_id = x.order_id) s ON s.order_id = b.id $only" \
		'parcel_id=n.id + 10 + s.k' 'order_line_id=n.id + s.i' order_id=n.id
	copy parcel_event "$each JOIN (SELECT x.*, p.order_id, p.k, ROW_NUMBER() OVER (PARTITION BY p.order_id ORDER BY x.id) AS e
		FROM parcel_event x JOIN $parcels p ON p.id = x.parcel_id) s ON s.order_id = b.id $only" \
		'id=n.id + 20 + s.e' 'parcel_id=n.id + 10 + s.k'
	copy order_document "$each JOIN order_document s ON s.order_id = b.id $only" order_id=n.id number=n.number customer_id=c.id \
		"document=COMPRESS(REPLACE(UNCOMPRESS(s.document), s.number, n.number))"
}
