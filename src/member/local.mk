# SPDX-License-Identifier: GPL-3.0-or-later
libregulars_a_SOURCES += src/member/member.h src/member/book.h src/member/inside.h src/member/store.h src/member/words.c \
	src/member/book_rules.c src/member/due_rules.c src/member/limit_rules.c src/member/store.c src/member/owner_store.c src/member/clock_store.c \
	src/member/adjust.c src/member/member.c src/member/jobs.c src/member/list_store.c src/member/view.c src/member/web.h src/member/web.c
