# SPDX-License-Identifier: GPL-3.0-or-later
libregulars_a_SOURCES += src/i18n/i18n.h 
