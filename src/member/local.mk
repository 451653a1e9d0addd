# SPDX-License-Identifier: GPL-3.0-or-later
libregulars_a_SOURCES += src/member/member.h src/member/book.h src/member/inside.h src/member/store.h src/member/words.c \
	src/member/book_rules.c src/member/due_rules.c src/member/limit_rules.c src/member/store.c src/member/owner_store.c src/member/erase_store.c src/member/clock_store.c \
	src/member/adjust.c src/member/member.c src/member/jobs.c src/member/list_store.c src/member/view.c src/member/web.h src/member/web.c \
	src/member/tier.h src/member/tier_store.h src/member/tier_rules.c src/member/tier_store.c src/member/weigh_store.c src/member/tier.c \
	src/member/weigh.c src/member/tier_view.c src/member/tier_input.c src/member/tier_web.c src/member/tier_input.h src/member/tier_view.h \
	src/member/report.h src/member/report_rules.c src/member/report_store.c src/member/report_web.c \
	src/member/reward.h src/member/reward_store.h src/member/reward_rules.c src/member/reward_store.c src/member/claim_store.c src/member/reward.c \
	src/member/claim.c src/member/birthday.c src/member/birthday_store.c src/member/reward_view.c src/member/reward_input.h src/member/reward_input.c src/member/reward_web.c src/member/claim_web.c \
	src/member/referral.h src/member/referral_rules.c src/member/referral.c src/member/referral_store.c src/member/referral_web.c \
	src/member/referral_view.h src/member/referral_allow_web.c
libregulars_a_SOURCES += src/member/held_store.c
