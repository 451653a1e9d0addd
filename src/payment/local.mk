# SPDX-License-Identifier: GPL-3.0-or-later
libregulars_a_SOURCES += src/payment/payment.h src/payment/store.h \
	src/payment/words.c src/payment/rules.c src/payment/store.c src/payment/owner_store.c \
	src/payment/payment.c src/payment/move.c src/payment/past.c src/payment/view.c src/payment/jobs.c \
	src/payment/input.c src/payment/input.h src/payment/web.c src/payment/api_web.c src/payment/web.h
libregulars_a_SOURCES += src/payment/held_store.c
