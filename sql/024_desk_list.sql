-- SPDX-License-Identifier: GPL-3.0-or-later
-- The desk lists what is open by the time that is left: what has no day yet comes last.

ALTER TABLE orders
	ADD COLUMN due_at DATETIME(6) AS (COALESCE(promised_to, TIMESTAMP '9999-12-31 00:00:00')) VIRTUAL,
	ADD KEY due (badge, due_at);
