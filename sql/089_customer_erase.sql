-- SPDX-License-Identifier: GPL-3.0-or-later
-- Customers have their account erased: what says who they are goes, what the books need stays without it.

ALTER TABLE customer ADD COLUMN erased_at DATETIME(6) NULL;	-- NULL: not
