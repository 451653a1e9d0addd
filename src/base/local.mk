# SPDX-License-Identifier: GPL-3.0-or-later
libregulars_a_SOURCES += \
	src/base/accept.c src/base/accept.h \
	src/base/arena.c src/base/arena.h \
	src/base/buf.c src/base/buf.h \
	src/base/config.c src/base/config.h \
	src/base/country.c src/base/country.h \
	src/base/fail.c src/base/fail.h \
	src/base/file.c src/base/file.h \
	src/base/ident.c src/base/ident.h \
	src/base/instant.c src/base/instant.h src/base/instant_text.c \
	src/base/json.c src/base/json.h src/base/json_read.c src/base/json_view.c src/base/json_write.c \
	src/base/log.c src/base/log.h \
	src/base/money.c src/base/money.h src/base/money_text.c \
	src/base/pack.c src/base/pack.h \
	src/base/qr.c src/base/qr.h \
	src/base/retry.c src/base/retry.h \
	src/base/secret.c src/base/secret.h src/base/secret_password.c \
	src/base/text.c src/base/text.h src/base/text_contact.c src/base/text_mask.c \
	src/base/utf8.h
