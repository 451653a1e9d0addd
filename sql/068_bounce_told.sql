-- SPDX-License-Identifier: GPL-3.0-or-later
-- Mail that came back is told of by a signed webhook; one that is sent again counts once.

ALTER TABLE message_bounce
	ADD COLUMN last_told BINARY(16) NULL;	-- hash of the id of what told of it last
