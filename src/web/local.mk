# SPDX-License-Identifier: GPL-3.0-or-later
libregulars_a_SOURCES += src/web/fcgi.h src/web/form.h src/web/interrupt.h src/web/web.h \
	src/web/cookie.c src/web/fcgi.c src/web/form.c src/web/form_errors.c \
	src/web/form_rows.c src/web/form_typed.c src/web/form_values.c src/web/interrupt.c src/web/listen.c src/web/match.c src/web/multipart.c src/web/multipart.h \
	src/web/request.c src/web/response.c src/web/url.c
