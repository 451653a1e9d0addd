-- SPDX-License-Identifier: GPL-3.0-or-later
-- Orders are split and merged: what was paid goes along, as a pair of entries that name each other (kind 3 moved out, 4 moved in).

ALTER TABLE payment_entry ADD COLUMN peer_id BIGINT UNSIGNED NULL;	-- the other of the pair
