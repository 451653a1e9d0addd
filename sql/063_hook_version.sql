-- SPDX-License-Identifier: GPL-3.0-or-later
-- Which state of a webhook somebody saw who changes it.

ALTER TABLE hook ADD COLUMN version INT UNSIGNED NOT NULL DEFAULT 1;
