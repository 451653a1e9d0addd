-- SPDX-License-Identifier: GPL-3.0-or-later
-- Indexes that nothing asks for cost each order that is placed.
ALTER TABLE orders DROP INDEX placed, DROP INDEX contact;
ALTER TABLE outbox DROP INDEX owner;
