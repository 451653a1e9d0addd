-- SPDX-License-Identifier: GPL-3.0-or-later
-- Surveys that go out by themselves: to whom, in which rounds, and who of them was asked or passed over.

ALTER TABLE survey
	ADD COLUMN audience_id BIGINT UNSIGNED NOT NULL DEFAULT 0,	-- the tag, tier or saved view; 0: none
	ADD COLUMN first_on DATETIME(6) NULL,	-- the first moment of the day of the first round; NULL: none is planned
	ADD COLUMN every_months TINYINT UNSIGNED NOT NULL DEFAULT 0,	-- 0: one round
	ADD COLUMN next_at DATETIME(6) NULL,	-- when the next round begins; NULL: there is none
	ADD COLUMN paused TINYINT UNSIGNED NOT NULL DEFAULT 0,	-- nothing goes out
	ADD COLUMN round INT UNSIGNED NOT NULL DEFAULT 0,	-- the last that began; 0: none
	ADD COLUMN round_at DATETIME(6) NULL,	-- when it did
	ADD COLUMN choosing TINYINT UNSIGNED NOT NULL DEFAULT 0,	-- its customers are being gone through, up to this place
	ADD COLUMN place_id BIGINT UNSIGNED NOT NULL DEFAULT 0,	-- of who is asked after a solved item: its event
	ADD COLUMN place_at BIGINT NOT NULL DEFAULT 0;

-- A customer a round (or a solved item), whether they were written to or not.
CREATE TABLE survey_invite (
	id BIGINT UNSIGNED NOT NULL,	-- in the link of its message
	survey_id BIGINT UNSIGNED NOT NULL,
	round INT UNSIGNED NOT NULL,	-- 0: after a solved item
	customer_id BIGINT UNSIGNED NOT NULL,
	item_id BIGINT UNSIGNED NULL,	-- of the inbox, that was solved
	spared TINYINT UNSIGNED NOT NULL,	-- enum survey_spared: why they were not written to; 0: they were
	at DATETIME(6) NOT NULL,
	PRIMARY KEY (id),
	KEY of_round (survey_id, round, spared),
	KEY customer (customer_id, at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

ALTER TABLE survey_response
	ADD COLUMN invite_id BIGINT UNSIGNED NULL,	-- whose link it was; NULL: another way
	ADD KEY invite (invite_id);

INSERT INTO job (kind, run_at) VALUES ('send_surveys', '2020-01-01');
