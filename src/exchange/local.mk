# SPDX-License-Identifier: GPL-3.0-or-later
libregulars_a_SOURCES += src/exchange/records.c src/exchange/records.h src/exchange/names.c src/exchange/names.h
libregulars_a_SOURCES += src/exchange/retail_row.c src/exchange/retail_row.h src/exchange/retail_rules.c src/exchange/retail_rules.h
libregulars_a_SOURCES += src/exchange/retail_plan.c src/exchange/retail_plan.h src/exchange/retail_finish.c
libregulars_a_SOURCES += src/exchange/country.c src/exchange/country.h src/exchange/progress.c src/exchange/progress.h
