# SPDX-License-Identifier: GPL-3.0-or-later
libregulars_a_SOURCES += src/web/fcgi.h src/web/interrupt.h src/web/web.h \
	src/web/cookie.c src/web/fcgi.c src/web/interrupt.c src/web/listen.c src/web/match.c \
	src/web/request.c src/web/response.c src/web/url.c
