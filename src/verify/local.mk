# SPDX-License-Identifier: GPL-3.0-or-later
libregulars_a_SOURCES += src/verify/verify.h src/verify/store.h src/verify/store.c src/verify/catalog_store.c src/verify/customer_store.c src/verify/feedback_store.c src/verify/member_store.c src/verify/promotion_store.c src/verify/tie_store.c src/verify/orphan_store.c src/verify/verify.c src/cli/verify.c
