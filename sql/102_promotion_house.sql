-- SPDX-License-Identifier: GPL-3.0-or-later
-- Promotions that stand behind rewards are no part of the shop's own list.

ALTER TABLE promotion
	ADD COLUMN of_house TINYINT(1) NOT NULL DEFAULT 0,	-- made for a reward, whose codes it gives
	ADD KEY house (of_house, id);

UPDATE promotion p JOIN member_reward r ON r.promotion_id = p.id SET p.of_house = 1;

-- What ends next and what is pending of a member is found without looking at all their lots.
ALTER TABLE member_lot
	ADD KEY ends (customer_id, is_open, expires_at),
	ADD KEY pending (customer_id, pending);
