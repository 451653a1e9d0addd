# SPDX-License-Identifier: GPL-3.0-or-later
libregulars_a_SOURCES += src/web/fcgi.h src/web/web.h 
