# SPDX-License-Identifier: GPL-3.0-or-later
libregulars_a_SOURCES += \
	src/i18n/catalogue.c \
	src/i18n/fill.c \
	src/i18n/format_number.c \
	src/i18n/format_time.c \
	src/i18n/i18n.h src/i18n/inside.h \
	src/i18n/labels.c \
	src/i18n/languages.c \
	src/i18n/mo.c
