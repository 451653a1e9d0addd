# SPDX-License-Identifier: GPL-3.0-or-later
libregulars_a_SOURCES += src/call/call.h src/call/call.c src/call/address_rules.c
