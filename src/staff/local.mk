# SPDX-License-Identifier: GPL-3.0-or-later
libregulars_a_SOURCES += src/staff/staff.h src/staff/store.h src/staff/input.h src/staff/web.h src/staff/password.h \
	src/staff/password.c src/staff/password_rules.c src/staff/rules.c src/staff/store.c src/staff/staff.c src/staff/input.c src/staff/web.c
libregulars_a_SOURCES += src/staff/people_rules.c src/staff/people_store.c src/staff/people.c src/staff/people_web.c src/staff/me_web.c
libregulars_a_SOURCES += src/staff/key_rules.c src/staff/key_store.c src/staff/key.c src/staff/key_web.c
libregulars_a_SOURCES += src/staff/role_rules.c src/staff/role_store.c src/staff/role.c src/staff/role_web.c
