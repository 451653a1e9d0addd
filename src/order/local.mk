# SPDX-License-Identifier: GPL-3.0-or-later
libregulars_a_SOURCES += src/order/order.h src/order/store.h src/order/document.h \
	src/order/words.c src/order/rules.c src/order/price_rules.c \
	src/order/store.c src/order/event_store.c \
	src/order/change.c src/order/place.c src/order/acts.c \
	src/order/view.c src/order/document.c
