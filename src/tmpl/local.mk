# SPDX-License-Identifier: GPL-3.0-or-later
libregulars_a_SOURCES += \
	src/tmpl/compile.c \
	src/tmpl/escape.c \
	src/tmpl/files.c \
	src/tmpl/filters.c \
	src/tmpl/inside.h src/tmpl/tmpl.h \
	src/tmpl/library.c \
	src/tmpl/message.c \
	src/tmpl/messages.c \
	src/tmpl/parse.c \
	src/tmpl/render.c \
	src/tmpl/scan.c \
	src/tmpl/text.c \
	src/tmpl/value.c
