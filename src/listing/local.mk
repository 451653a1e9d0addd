# SPDX-License-Identifier: GPL-3.0-or-later
libregulars_a_SOURCES += src/listing/listing.h src/listing/query_web.c src/listing/saved.h src/listing/saved_store.h \
	src/listing/saved.c src/listing/saved_store.c src/listing/saved_web.c
