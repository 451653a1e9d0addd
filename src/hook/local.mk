# SPDX-License-Identifier: GPL-3.0-or-later
libregulars_a_SOURCES += src/hook/hook.h src/hook/rules.h src/hook/store.h src/hook/seal.h src/hook/input.h src/hook/web.h \
	src/hook/rules.c src/hook/sign.c src/hook/seal.c src/hook/store.c src/hook/delivery_store.c \
	src/hook/hook.c src/hook/hear.c src/hook/deliver.c src/hook/input.c src/hook/web.c src/hook/log_web.c src/hook/api_web.c src/hook/inbound_web.c
