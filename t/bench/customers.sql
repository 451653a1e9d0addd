-- SPDX-License-Identifier: GPL-3.0-or-later
-- 400,000 customers for measuring the desk's list of them, beside what a demo shop has: one order each, an address, an e-mail and a
-- phone; tags, consents, wishes and what they told spread so that some filters leave nearly all and some a few hundred. Numbers from
-- 1 << 40 on, which no id of the program reaches back to. Only for a database that is thrown away.

CREATE TABLE bench_seq (n BIGINT UNSIGNED NOT NULL PRIMARY KEY) ENGINE=InnoDB;
INSERT INTO bench_seq SELECT seq FROM seq_1_to_400000;

INSERT INTO customer (id, number, name, lang, provisional, n_orders, last_order_at, spent, created_at)
SELECT 1099511627776 + n, CONCAT('C-', LPAD(CONV(n, 10, 16), 9, '0')), CONCAT(ELT(1 + n % 5, '陈', '李', 'Wang', 'Zhao', 'Baker'), ' ', n),
	IF(n % 50 = 0, 'en', 'zh-CN'), n % 3 = 0, IF(n % 7 = 0, 0, 1 + n % 40), IF(n % 7 = 0, NULL, TIMESTAMP '2024-01-01 00:00:00' + INTERVAL (n * 7919) % 60000000 SECOND),
	IF(n % 7 = 0, 0, (n * 104729) % 5000000), TIMESTAMP '2022-01-01 00:00:00' + INTERVAL n * 60 SECOND
FROM bench_seq;
INSERT INTO customer_contact (id, customer_id, name, phone, phone_tail, email, email_key, country, province, city, street, created_at)
SELECT 1099511627776 + n, 1099511627776 + n, CONCAT(ELT(1 + n % 5, '陈', '李', 'Wang', 'Zhao', 'Baker'), ' ', n), CONCAT('+8617', LPAD(n, 9, '0')),
	RIGHT(LPAD(n, 9, '0'), 4), CONCAT('b', n, '@bench.example'), CONCAT('b', n, '@bench.example'), 'CN', '浙江省', '杭州市', CONCAT('路 ', n), TIMESTAMP '2024-01-01 00:00:00'
FROM bench_seq;
INSERT INTO customer_identity (id, customer_id, kind, value, created_at)
SELECT 1099511627776 + n, 1099511627776 + n, 1, CONCAT('b', n, '@bench.example'), TIMESTAMP '2024-01-01 00:00:00' FROM bench_seq;
INSERT INTO customer_identity (id, customer_id, kind, value, phone_tail, created_at)
SELECT 1099521627776 + n, 1099511627776 + n, 2, CONCAT('+8617', LPAD(n, 9, '0')), RIGHT(LPAD(n, 9, '0'), 4), TIMESTAMP '2024-01-01 00:00:00' FROM bench_seq;
INSERT INTO customer_tag (id, name, n_customers, created_at) VALUES (1, 'bench many', 100000, NOW(6)), (2, 'bench few', 400, NOW(6));
INSERT INTO customer_tagged SELECT 1099511627776 + n, 1, NOW(6) FROM bench_seq WHERE n % 4 = 0;
INSERT INTO customer_tagged SELECT 1099511627776 + n, 2, NOW(6) FROM bench_seq WHERE n % 1000 = 0;
INSERT INTO customer_agreed SELECT 4, 1, 1099511627776 + n FROM bench_seq WHERE n % 3 = 0;
INSERT INTO customer_agreed SELECT 4, 2, 1099511627776 + n FROM bench_seq WHERE n % 2000 = 0;
INSERT INTO customer_agreed SELECT 0, 0, 1099511627776 + n FROM bench_seq WHERE n % 20 = 0;
INSERT INTO customer_trait (customer_id, purpose, value, at)
SELECT 1099511627776 + n, 0, CONCAT('1990-', LPAD(1 + n % 12, 2, '0'), '-11'), NOW(6) FROM bench_seq WHERE n % 20 = 0;
INSERT INTO customer_trait (customer_id, purpose, value, at)
SELECT 1099511627776 + n, 1, IF(n % 3, 'female', 'other'), NOW(6) FROM bench_seq WHERE n % 20 = 0;
INSERT INTO customer_wish (id, customer_id, address_id, kind, body, actor_kind, actor_id, at)
SELECT 1099511627776 + n, 1099511627776 + n, 0, n % 5, 'no tape', 0, 0, NOW(6) FROM bench_seq WHERE n % 100 = 0;
DROP TABLE bench_seq;
ANALYZE TABLE customer, customer_contact, customer_identity, customer_tagged, customer_agreed, customer_trait, customer_wish;
