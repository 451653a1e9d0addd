-- SPDX-License-Identifier: GPL-3.0-or-later
-- What a person promised, kept while something stands in its way, so that it holds again when that is gone.

ALTER TABLE orders
	ADD COLUMN meant_from DATETIME(6) NULL,
	ADD COLUMN meant_to DATETIME(6) NULL;
