# SPDX-License-Identifier: GPL-3.0-or-later
libregulars_a_SOURCES += \
	src/catalog/catalog.c src/catalog/catalog.h src/catalog/inside.h \
	src/catalog/input.c src/catalog/input.h \
	src/catalog/product_store.c src/catalog/sku_store.c src/catalog/store.h \
	src/catalog/rules.c \
	src/catalog/view.c \
	src/catalog/api_web.c src/catalog/web.c src/catalog/web.h
