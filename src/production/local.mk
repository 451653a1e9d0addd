# SPDX-License-Identifier: GPL-3.0-or-later
libregulars_a_SOURCES += src/production/production.h src/production/inside.h src/production/store.h src/production/input.h \
	src/production/view.h src/production/web.h src/production/words.c src/production/rules.c src/production/store.c \
	src/production/list_store.c src/production/making.c src/production/plan.c src/production/production.c src/production/input.c \
	src/production/answer_web.c src/production/answer_web.h src/production/api_web.c src/production/plan_web.c \
	src/production/large.c src/production/large.h src/production/view.c src/production/web.c
