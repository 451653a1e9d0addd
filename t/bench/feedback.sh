# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# A survey with 100,000 answers and an item with 100,000 reviews, beside the orders of any bench: filled once, until what they are made
# from changes, and without filling the orders again.
said=${SAID:-100000}

feedback_recipe() {
	printf '%s %s\n' "$said" "$(cat "$root"/t/bench/feedback.{sh,c} | cksum)"
}

# Answers over two years by what their orders were: products, carriers, channels, regions, tiers. The last words of each are its own.
fill_answers() {
	cat <<END
INSERT INTO survey_response (id, survey_id, version, way, lang, facts, created_at, changed_at, done_at, folded)
	SELECT seq, $1, 1, 0, seq % 2, CONCAT('{"sku":["BENCH-', 1 + seq % 200, '"],"tag":[],"carrier":"', ELT(1 + seq % 3, 'sf', 'zto', 'yto'),
		'","channel":"', ELT(1 + seq % 4, 'api', 'web', 'phone', 'shop'), '","region":"', ELT(1 + seq % 5, '浙江省', '江苏省', '上海市', '广东省', '四川省'),
		'","tier":"', seq % 4, '","lang":"', IF(seq % 2, 'zh-CN', 'en'), '","amount":', seq % 500, ',"orders":', seq % 40, '}'),
		@at := UTC_TIMESTAMP(6) - INTERVAL 1 DAY - INTERVAL (seq * 7919) % 1050000 MINUTE, @at, @at, 0 FROM seq_1_to_$said;
INSERT INTO survey_answer (response_id, num, survey_id, value, body)
	SELECT seq, num, $1, ELT(num, FLOOR(RAND(seq) * 11), 1 + seq % 5, 1 + seq % 4, 1 + seq % 15), IF(num = 5, CONCAT('Because of ', seq), NULL)
	FROM seq_1_to_$said JOIN (SELECT 1 AS num UNION SELECT 2 UNION SELECT 3 UNION SELECT 4 UNION SELECT 5) q;
UPDATE survey SET n_begun = $said WHERE id = $1;
END
}

# One in three without words; two of a hundred hidden.
fill_reviews() {
	cat <<END
SET @sku = (SELECT id FROM sku WHERE code = 'BENCH-1'), @first = (SELECT MIN(id) FROM bench_customer), @last = (SELECT COUNT(*) FROM bench_customer);
INSERT INTO review (id, order_id, order_line_id, sku_id, customer_id, stars, tags, body, lang, anonymous, created_at, state, read_at, helpful)
	SELECT seq, seq, seq, @sku, c.id, 1 + FLOOR(SQRT(RAND(seq)) * 5), seq % 32, IF(seq % 3, CONCAT('很香，第 ', seq, ' 次买了，包装也好，会再来'), NULL), 1, seq % 7 = 0,
		UTC_TIMESTAMP(6) - INTERVAL ($said - seq) * 10 MINUTE, IF(seq % 50, 0, 1), UTC_TIMESTAMP(6), seq % 9
	FROM seq_1_to_$said JOIN bench_customer c ON c.k = 1 + seq % @last;
INSERT INTO review_count (sku_id, stars, n) SELECT sku_id, stars, COUNT(*) FROM review WHERE sku_id = @sku AND state = 0 GROUP BY sku_id, stars;
ANALYZE TABLE review, review_count, survey_response, survey_answer, survey_count;
END
}

fill_feedback() {
	local id
	[ "$(cat "$var/filled_feedback" 2>/dev/null)" != "$(recipe) $(feedback_recipe)" ] || return 0
	say "filling: $said answers and reviews"
	database_client regulars -e 'DELETE FROM review; DELETE FROM review_count; DELETE FROM survey; DELETE FROM survey_version;
		DELETE FROM survey_question; DELETE FROM survey_response; DELETE FROM survey_answer; DELETE FROM survey_count'
	"$var/feedback" "$var/regulars.conf" make >"$var/survey"
	{ read -r id _; } <"$var/survey"
	fill_answers "$id" | database_client regulars
	"$var/feedback" "$var/regulars.conf" fold
	fill_reviews | database_client regulars >/dev/null
	printf '%s %s\n' "$(recipe)" "$(feedback_recipe)" >"$var/filled_feedback"
}

# as_one MOST FILE: the median of each kind of page, asked for one after the other; none may take longer than MOST milliseconds.
as_one() {
	"$root/t/bench/pages.py" "$port" "$(desk_cookie)" "$2" | cut -f1,2 | tee "$var/one.result"
	awk -F '\t' -v most="$1" '$2 > most { print "dev: " $1 " takes " $2 " ms, at most " most " are allowed" >"/dev/stderr"; slow = 1 } END { exit slow }' \
		"$var/one.result"
}

# The opening of the results, by each of what they are shown by, and answering.
measure_survey() {
	local id code part csrf cookie i
	fill_feedback
	{ read -r id _ && read -r _ code; } <"$var/survey"
	rm -f "$var/survey.tsv" "$var/survey.txt"
	for part in all month product carrier channel region lang 'answer&with=1'; do
		for _ in {1..15}; do printf 'results by %s\t/desk/surveys/%s/results?by=%s\n' "${part%%&*}" "$id" "$part"; done >>"$var/survey.tsv"
		printf '/desk/surveys/%s/results?by=%s\n' "$id" "$part" >>"$var/survey.txt"
	done
	for ((i = 1; i <= 15; i++)); do printf 'texts, anywhere\t/desk/surveys/%s/texts?q=5&after=%s\n' "$id" $((i * said / 16)); done >>"$var/survey.tsv"
	as_one 500 "$var/survey.tsv"
	against survey load "$seconds" floor_list "$orders" -- page "$var/survey.txt" "$(desk_cookie)" 'id="h-q5"'
	# Whoever answers has a page of their own before; here one browser answers again and again.
	cookie=__Host-browser=$(printf 'b%.0s' {1..43})
	csrf=$(curl -sS -H "Cookie: $cookie" "http://127.0.0.1:$port/survey/$code" | sed -nE 's/.*name="csrf" value="([0-9a-f]+)".*/\1/p' | head -n 1)
	[ -n "$csrf" ] || die 'the survey has no form'
	against answer floor_answer -- answer "$code" "$cookie" "$csrf"
}

floor_answer() {
	printf '%s errors 0 wrong 0\n' "$("$var/floor_place" "$(database_socket)" "$workers" "$seconds" answer)"
}

# The public page of the item: newest, by stars, and deep in them.
measure_reviews() {
	local i
	fill_feedback
	rm -f "$var/reviews.tsv" "$var/reviews.txt"
	for ((i = 1; i <= 200; i++)); do
		printf '%s\n' /p/BENCH-1 "/p/BENCH-1?stars=$((1 + i % 5))" "/p/BENCH-1?after=$((said - i * (said / 201)))" >>"$var/reviews.txt"
	done
	sed -nE 's/^(.*after.*)$/reviews, anywhere\t\1/p; s/^(.*stars.*)$/reviews by stars\t\1/p; s/^([^?]*)$/reviews, newest\t\1/p' "$var/reviews.txt" >"$var/reviews.tsv"
	as_one 500 "$var/reviews.tsv"
	against reviews load "$seconds" floor_list "$orders" -- page "$var/reviews.txt" - 'itemprop="reviewBody"'
}
