-- SPDX-License-Identifier: GPL-3.0-or-later
-- The shop answers reviews, and hides one, with a reason, that advertises, abuses, tells of people or is about something else.

ALTER TABLE review
	ADD COLUMN state TINYINT UNSIGNED NOT NULL DEFAULT 0,	-- enum review_state
	ADD COLUMN reply VARCHAR(500) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NULL,	-- the shop's
	ADD COLUMN replied_at DATETIME(6) NULL,
	ADD KEY state (state, id);

-- What the shop did about a review: only added to.
CREATE TABLE review_event (
	id BIGINT UNSIGNED NOT NULL,
	review_id BIGINT UNSIGNED NOT NULL,
	kind TINYINT UNSIGNED NOT NULL,	-- enum review_act
	reason TINYINT UNSIGNED NULL,	-- enum hide_reason, of hiding
	why VARCHAR(500) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NULL,	-- what the colleague wrote: of hiding why, of a reply its words
	actor_kind TINYINT UNSIGNED NOT NULL,	-- enum actor_kind
	actor_id BIGINT UNSIGNED NOT NULL,
	at DATETIME(6) NOT NULL,
	PRIMARY KEY (id),
	KEY review (review_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
