# SPDX-License-Identifier: GPL-3.0-or-later
# What stands beside the rooms: the walk around the areas, and the programs.
libregulars_a_SOURCES += src/app.h src/guard.h src/respond.h src/routes.h src/setting.h
libregulars_a_SOURCES += src/confine.c src/confine.h
libregulars_a_SOURCES += src/master.c src/master.h
libregulars_a_SOURCES += src/permission.c src/permission.h
