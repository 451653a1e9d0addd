# SPDX-License-Identifier: GPL-3.0-or-later
libregulars_a_SOURCES += src/stock/stock.h src/stock/store.h \
	src/stock/rules.c src/stock/store.c src/stock/reservation_store.c \
	src/stock/keep.c src/stock/made.c src/stock/past.c src/stock/waiting.c src/stock/stock.c
