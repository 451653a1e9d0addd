# SPDX-License-Identifier: GPL-3.0-or-later
libregulars_a_SOURCES += src/shipping/shipping.h src/shipping/inside.h src/shipping/store.h src/shipping/view.h \
	src/shipping/words.c src/shipping/carriers.c src/shipping/rules.c src/shipping/promise_rules.c \
	src/shipping/store.c src/shipping/event_store.c src/shipping/list_store.c src/shipping/owner_store.c \
	src/shipping/change.c src/shipping/past.c src/shipping/past_store.c src/shipping/past_store.h src/shipping/pack.c src/shipping/leave_rules.c src/shipping/leave.c src/shipping/ship.c src/shipping/news.c \
	src/shipping/jobs.c src/shipping/view.c src/shipping/movement_view.c src/shipping/desk_view.c \
	src/shipping/input.c src/shipping/input.h src/shipping/refusal_web.h src/shipping/refusal_web.c \
	src/shipping/pack_web.c src/shipping/parcel_web.c src/shipping/news_web.c src/shipping/api_web.c src/shipping/web.h
libregulars_a_SOURCES += src/shipping/held_store.c
