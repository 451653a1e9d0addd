-- SPDX-License-Identifier: GPL-3.0-or-later
-- What a message said stays as it went out, whatever becomes of its order, until the row is forgotten.

ALTER TABLE outbox
	ADD COLUMN said MEDIUMBLOB NULL;	-- its text, UNCOMPRESS(said); NULL: not sent, or the recipient's alone
