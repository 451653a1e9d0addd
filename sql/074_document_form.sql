-- SPDX-License-Identifier: GPL-3.0-or-later
-- In which form a customer's page is kept: what an older program wrote is made anew when it is read, and written anew by the worker.

ALTER TABLE order_document
	ADD COLUMN form SMALLINT UNSIGNED NOT NULL DEFAULT 0,	-- ORDER_DOCUMENT_FORM of the program that wrote it; 0: before there was one
	ADD KEY form (form, order_id);

INSERT INTO job (kind, run_at) VALUES ('renew_documents', '2020-01-01');
