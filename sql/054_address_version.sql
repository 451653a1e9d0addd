-- SPDX-License-Identifier: GPL-3.0-or-later
-- Which state of an address somebody saw who changes it.

ALTER TABLE customer_address ADD COLUMN version INT UNSIGNED NOT NULL DEFAULT 1;
