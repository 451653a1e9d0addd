-- SPDX-License-Identifier: GPL-3.0-or-later
-- What looked like one person and is a household: somebody of the shop lets it count all the same, and says why.

ALTER TABLE member_referral
	ADD COLUMN allowed_by BIGINT UNSIGNED NULL,	-- staff
	ADD COLUMN allowed_at DATETIME(6) NULL,
	ADD COLUMN allowed_why VARCHAR(200) NULL;
