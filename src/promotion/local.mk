# SPDX-License-Identifier: GPL-3.0-or-later
libregulars_a_SOURCES += src/promotion/promotion.h src/promotion/columns.h src/promotion/store.h src/promotion/manage.h src/promotion/input.h src/promotion/web.h \
	src/promotion/rules.c src/promotion/bundle_rules.c src/promotion/give_rules.c src/promotion/store.c src/promotion/use_store.c src/promotion/codes.c src/promotion/use.c \
	src/promotion/manage.c src/promotion/input.c src/promotion/terms.c src/promotion/view.c src/promotion/web.c src/promotion/api_web.c
libregulars_a_SOURCES += src/promotion/held_store.c
