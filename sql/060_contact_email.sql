-- SPDX-License-Identifier: GPL-3.0-or-later
-- Who else gave the same address is found by it.

ALTER TABLE customer_contact ADD KEY email_key (email_key, id);
