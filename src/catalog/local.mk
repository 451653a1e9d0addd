# SPDX-License-Identifier: GPL-3.0-or-later
libregulars_a_SOURCES += \
	src/catalog/catalog.c src/catalog/catalog.h src/catalog/inside.h \
	src/catalog/category.c src/catalog/category.h src/catalog/category_rules.c \
	src/catalog/category_store.c src/catalog/category_web.c \
	src/catalog/bulk.c src/catalog/bulk.h src/catalog/bulk_rules.c src/catalog/bulk_web.c \
	src/catalog/option.c src/catalog/option.h src/catalog/option_rules.c \
	src/catalog/option_store.c src/catalog/option_web.c \
	src/catalog/relation.c src/catalog/relation.h src/catalog/relation_rules.c \
	src/catalog/relation_store.c src/catalog/part.c src/catalog/part.h \
	src/catalog/part_rules.c src/catalog/part_store.c \
	src/catalog/tag_rules.c src/catalog/tag_store.c \
	src/catalog/change_rules.c src/catalog/change_store.c \
	src/catalog/input.c src/catalog/input.h \
	src/catalog/product_store.c src/catalog/sku_store.c src/catalog/store.h \
	src/catalog/rules.c \
	src/catalog/view.c \
	src/catalog/desk_part.c src/catalog/desk.h \
	src/catalog/api_web.c src/catalog/change_web.c src/catalog/list_web.c src/catalog/web.c \
	src/catalog/web.h
libregulars_a_SOURCES += src/catalog/picture_store.c
