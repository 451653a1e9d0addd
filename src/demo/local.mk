# SPDX-License-Identifier: GPL-3.0-or-later
libregulars_a_SOURCES += src/demo/basket.c src/demo/calendar.c src/demo/customers.c src/demo/desk.c src/demo/dice.c src/demo/goods.c src/demo/journey.c
libregulars_a_SOURCES += src/demo/lives.c src/demo/load.c src/demo/message_store.c src/demo/money.c src/demo/note.c src/demo/pack.c src/demo/people.c
libregulars_a_SOURCES += src/demo/place.c src/demo/plan.c src/demo/queue.c src/demo/scan.c src/demo/supply.c src/demo/table.c src/demo/voice.c
libregulars_a_SOURCES += src/demo/way.c src/demo/way_halt.c
