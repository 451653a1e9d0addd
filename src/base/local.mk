# SPDX-License-Identifier: GPL-3.0-or-later
libregulars_a_SOURCES += \
	src/base/arena.c src/base/arena.h \
	src/base/buf.c src/base/buf.h \
	src/base/config.h \
	src/base/fail.c src/base/fail.h \
	src/base/ident.h \
	src/base/instant.h \
	src/base/json.h \
	src/base/log.h \
	src/base/money.h \
	src/base/secret.h \
	src/base/text.h
