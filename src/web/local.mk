# SPDX-License-Identifier: GPL-3.0-or-later
libregulars_a_SOURCES += src/web/fcgi.h src/web/web.h \
	src/web/cookie.c src/web/match.c src/web/request.c src/web/response.c src/web/url.c
