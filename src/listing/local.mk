# SPDX-License-Identifier: GPL-3.0-or-later
libregulars_a_SOURCES += src/listing/listing.h src/listing/query_web.c
