-- SPDX-License-Identifier: GPL-3.0-or-later
-- People look for the number another system gave an order without saying which system.

ALTER TABLE orders DROP INDEX source_ref, ADD UNIQUE KEY source_ref (source_ref, source);
