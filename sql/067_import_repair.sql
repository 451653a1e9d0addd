-- SPDX-License-Identifier: GPL-3.0-or-later
-- Repairs of whole columns of a file that is taken over: what is read in place of what stands there.

ALTER TABLE import_file
	ADD COLUMN repairs TEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL;	-- JSON: [{field, how, from, to}]; NULL: none
