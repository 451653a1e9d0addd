# SPDX-License-Identifier: GPL-3.0-or-later
libregulars_a_SOURCES += src/notice/notice.h src/notice/rules.h src/notice/store.h src/notice/input.h src/notice/web.h \
	src/notice/notice.c src/notice/rules.c src/notice/store.c src/notice/input.c src/notice/web.c
