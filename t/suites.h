/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every suite of the unit test program: SUITE(name) calls `Suite *name_suite(void)`. Keep sorted. */
SUITE(base_arena)
SUITE(base_buf)
SUITE(base_fail)
SUITE(base_ident)
SUITE(base_instant)
SUITE(base_json)
SUITE(base_json_write)
SUITE(base_money)
SUITE(base_money_text)
SUITE(base_text)
SUITE(base_text_contact)
SUITE(base_text_mask)
