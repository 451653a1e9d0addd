# SPDX-License-Identifier: GPL-3.0-or-later
libregulars_a_SOURCES += src/db/db.h 
