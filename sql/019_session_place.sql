-- SPDX-License-Identifier: GPL-3.0-or-later
-- So that people know their sessions again: which browser, and from where. It goes with the session.

ALTER TABLE session
	ADD COLUMN agent VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NULL AFTER subject_id,	-- "Firefox, Windows"; NULL: not known
	ADD COLUMN network VARCHAR(45) CHARACTER SET ascii COLLATE ascii_bin NULL AFTER agent;	-- 203.0.113.0/24; never the whole address
