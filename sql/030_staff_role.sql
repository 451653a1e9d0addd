-- SPDX-License-Identifier: GPL-3.0-or-later
-- Roles of the shop's own, beside those that are shipped: sets of permissions with a name.

CREATE TABLE staff_role (
	word VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,	-- its id in sixteen hexadecimal digits; staff.role names it
	name VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL,
	permissions BIGINT UNSIGNED NOT NULL,	-- bit set of enum permission
	version INT NOT NULL,
	created_at DATETIME(6) NOT NULL,
	gone_at DATETIME(6) NULL,		-- deleted: only the audit log, and who left, still name it
	PRIMARY KEY (word)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
