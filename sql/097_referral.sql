-- SPDX-License-Identifier: GPL-3.0-or-later
-- Who was invited by whom, and what was decided. A customer who went over to another one is that one.

CREATE TABLE member_referral (
	id BIGINT UNSIGNED NOT NULL,
	referrer_id BIGINT UNSIGNED NOT NULL,
	friend_id BIGINT UNSIGNED NOT NULL,
	state TINYINT UNSIGNED NOT NULL,	-- enum referral_state
	why TINYINT UNSIGNED NOT NULL,		-- enum referral_why: of a refusal
	order_id BIGINT UNSIGNED NULL,		-- the friend's that was kept
	points BIGINT NOT NULL,			-- of the referrer, and …
	friend_points BIGINT NOT NULL,		-- … of the friend, as granted
	decided_at DATETIME(6) NULL,
	created_at DATETIME(6) NOT NULL,
	PRIMARY KEY (id),
	KEY referrer (referrer_id, id),
	KEY friend (friend_id, id),
	KEY state (state, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

ALTER TABLE member_entry ADD COLUMN referral_id BIGINT UNSIGNED NULL, ADD KEY referral (referral_id);	-- what brought them

INSERT INTO job (kind, run_at) VALUES ('decide_referrals', '2020-01-01');
