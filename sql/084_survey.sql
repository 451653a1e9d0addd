-- SPDX-License-Identifier: GPL-3.0-or-later
-- Surveys: what is asked, version by version, what was answered, and how many answered what.

CREATE TABLE survey (
	id BIGINT UNSIGNED NOT NULL,
	code CHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,	-- in its public address
	title VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL,	-- for colleagues
	state TINYINT UNSIGNED NOT NULL,	-- enum survey_state
	often TINYINT UNSIGNED NOT NULL,	-- enum survey_often
	audience TINYINT UNSIGNED NOT NULL,	-- enum survey_audience
	quota INT UNSIGNED NOT NULL,	-- answers at most; 0: any number
	n_begun INT UNSIGNED NOT NULL DEFAULT 0,	-- who answered one question at least
	version INT UNSIGNED NOT NULL DEFAULT 0,	-- published last; 0: never
	edition INT UNSIGNED NOT NULL DEFAULT 0,	-- raised with each change of it
	is_changed TINYINT UNSIGNED NOT NULL DEFAULT 1,	-- the draft is not what was published last
	created_at DATETIME(6) NOT NULL,
	started_at DATETIME(6) NULL,	-- last
	stopped_at DATETIME(6) NULL,	-- last
	PRIMARY KEY (id),
	UNIQUE KEY code (code),
	KEY running (state, audience, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE survey_version (
	survey_id BIGINT UNSIGNED NOT NULL,
	version INT UNSIGNED NOT NULL,
	actor_kind TINYINT UNSIGNED NOT NULL,
	actor_id BIGINT UNSIGNED NOT NULL,
	at DATETIME(6) NOT NULL,
	PRIMARY KEY (survey_id, version)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- The questions of each version; version 0 is the draft. A published version never changes.
CREATE TABLE survey_question (
	survey_id BIGINT UNSIGNED NOT NULL,
	version INT UNSIGNED NOT NULL,
	num SMALLINT UNSIGNED NOT NULL,	-- the same question in all versions
	place SMALLINT UNSIGNED NOT NULL,
	kind TINYINT UNSIGNED NOT NULL,	-- enum survey_kind
	required TINYINT UNSIGNED NOT NULL,
	text_en VARCHAR(300) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,	-- of CSAT and CES what it is about; of NPS none
	text_zh VARCHAR(300) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
	choices_en VARCHAR(2000) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,	-- one a line
	choices_zh VARCHAR(2000) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
	least BIGINT NOT NULL,	-- of a number
	most BIGINT NOT NULL,
	about_1 TINYINT UNSIGNED NOT NULL,	-- enum survey_about; it is asked where both hold
	about_num_1 SMALLINT UNSIGNED NOT NULL,	-- of an answer: the question
	op_1 TINYINT UNSIGNED NOT NULL,	-- enum survey_op
	value_1 VARCHAR(80) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
	about_2 TINYINT UNSIGNED NOT NULL,
	about_num_2 SMALLINT UNSIGNED NOT NULL,
	op_2 TINYINT UNSIGNED NOT NULL,
	value_2 VARCHAR(80) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
	PRIMARY KEY (survey_id, version, num)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Somebody who answered one question at least.
CREATE TABLE survey_response (
	id BIGINT UNSIGNED NOT NULL,
	survey_id BIGINT UNSIGNED NOT NULL,
	version INT UNSIGNED NOT NULL,	-- that they were asked by
	customer_id BIGINT UNSIGNED NULL,	-- NULL: nobody knows who
	order_id BIGINT UNSIGNED NULL,	-- it was asked about
	way TINYINT UNSIGNED NOT NULL,	-- enum survey_way
	lang TINYINT UNSIGNED NOT NULL,
	facts VARCHAR(4000) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,	-- JSON, as they were when it began: what conditions and results go by
	created_at DATETIME(6) NOT NULL,
	changed_at DATETIME(6) NOT NULL,
	done_at DATETIME(6) NULL,	-- came to the end
	folded TINYINT UNSIGNED NOT NULL DEFAULT 0,	-- its answers are in survey_count
	PRIMARY KEY (id),
	KEY of_survey (survey_id, id),
	KEY unfolded (survey_id, folded, id),
	KEY to_fold (folded, changed_at, id),
	KEY customer (customer_id, created_at),
	KEY of_order (order_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE survey_answer (
	response_id BIGINT UNSIGNED NOT NULL,
	num SMALLINT UNSIGNED NOT NULL,
	survey_id BIGINT UNSIGNED NOT NULL,
	value BIGINT NULL,	-- score, place of the choice, bits of choices, number, days since 1970; both NULL: skipped
	body VARCHAR(1000) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,	-- as typed, NFC
	PRIMARY KEY (response_id, num),
	KEY of_question (survey_id, num, response_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- How many answered what, by what they or their order are: of the responses that are folded.
CREATE TABLE survey_count (
	survey_id BIGINT UNSIGNED NOT NULL,
	part TINYINT UNSIGNED NOT NULL,	-- enum survey_part
	num SMALLINT UNSIGNED NOT NULL,
	value VARCHAR(80) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,	-- of the part: "2026-11", a SKU, …
	answer BIGINT NOT NULL,	-- -1: all that answered, -2: the sum of what they said, -3: skipped
	n BIGINT NOT NULL,
	PRIMARY KEY (survey_id, part, num, value, answer)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

INSERT INTO job (kind, run_at) VALUES ('fold_surveys', '2020-01-01');
