-- SPDX-License-Identifier: GPL-3.0-or-later
-- Whose personal data somebody was shown in full.

ALTER TABLE security_event
	ADD COLUMN customer_id BIGINT UNSIGNED NULL AFTER actor_id,	-- of kind personal_data_shown: whose it was
	ADD KEY customer (customer_id, id);
