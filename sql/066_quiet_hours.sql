-- SPDX-License-Identifier: GPL-3.0-or-later
-- Customers say when nothing may ring: SMS and WeChat messages wait for the end of these hours.

ALTER TABLE customer
	ADD COLUMN quiet_from TINYINT UNSIGNED NULL,	-- an hour of the shop's day; NULL: the night, from 21 to 9
	ADD COLUMN quiet_to TINYINT UNSIGNED NULL;	-- the hour that they end with; the same as quiet_from: there are none
