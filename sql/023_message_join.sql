-- SPDX-License-Identifier: GPL-3.0-or-later
-- News of parcels that comes within a quarter of an hour leaves as one message. State 5: over before it was sent, of no use any more.

ALTER TABLE outbox
	ADD COLUMN joined_id BIGINT UNSIGNED NULL,	-- the message that said this one, too
	ADD KEY customer (customer_id, state),
	ADD KEY joined (joined_id);

INSERT INTO job (kind, run_at) VALUES ('remind_unpaid', '2020-01-01');
