-- SPDX-License-Identifier: GPL-3.0-or-later
-- Shipping has a tax of its own: the rate of the class that the setting `tax_shipping` names, where the parcel goes. Orders of before
-- keep a fee without one.

ALTER TABLE orders
	ADD COLUMN shipping_tax_bp SMALLINT UNSIGNED NOT NULL DEFAULT 0 AFTER shipping_amount,	-- basis points
	ADD COLUMN shipping_tax BIGINT NOT NULL DEFAULT 0 AFTER shipping_tax_bp;	-- within shipping_amount, or on top and part of tax_amount
