# SPDX-License-Identifier: GPL-3.0-or-later
libregulars_a_SOURCES += src/tax/tax.h src/tax/store.h src/tax/input.h src/tax/web.h \
	src/tax/rules.c src/tax/tax.c src/tax/store.c src/tax/input.c src/tax/web.c
