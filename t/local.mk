# SPDX-License-Identifier: GPL-3.0-or-later
# The unit test program. A new test file: one line here and its SUITE() in suites.h.
unit_sources =
unit_sources += t/assets.c
unit_sources += t/base/accept.c
unit_sources += t/base/arena.c
unit_sources += t/base/buf.c
unit_sources += t/base/config.c
unit_sources += t/base/fail.c
unit_sources += t/base/file.c
unit_sources += t/base/ident.c
unit_sources += t/base/instant.c
unit_sources += t/base/json.c
unit_sources += t/base/json_write.c
unit_sources += t/base/log.c
unit_sources += t/base/money.c
unit_sources += t/base/money_text.c
unit_sources += t/base/pack.c
unit_sources += t/base/secret.c
unit_sources += t/base/secret_password.c
unit_sources += t/base/text.c
unit_sources += t/base/text_contact.c
unit_sources += t/base/text_mask.c
unit_sources += t/catalog/catalog.c
unit_sources += t/catalog/rules.c
unit_sources += t/catalog/web.c
unit_sources += t/cli/command.c t/cli/command.h t/cli/general.c t/cli/programs.c t/cli/shop.c
unit_sources += t/customer/address.c
unit_sources += t/customer/code.c
unit_sources += t/customer/customer.c
unit_sources += t/customer/rules.c
unit_sources += t/customer/sign_in.c
unit_sources += t/customer/view.c
unit_sources += t/customer/web.c
unit_sources += t/db/account.c
unit_sources += t/db/conn.c
unit_sources += t/db/migrate.c
unit_sources += t/db/migrate_file.c
unit_sources += t/db/rows.c
unit_sources += t/db/side.c t/db/side.h
unit_sources += t/db/statement.c
unit_sources += t/db/statement_rows.c
unit_sources += t/db/transaction.c
unit_sources += t/db/transaction_away.c
unit_sources += t/db/transaction_lock.c
unit_sources += t/demo/load.c t/demo/parts.c
unit_sources += t/exchange/import.c t/exchange/import.h
unit_sources += t/exchange/online_retail.c t/exchange/online_retail_again.c t/exchange/online_retail_bad.c
unit_sources += t/exchange/records.c
unit_sources += t/exchange/retail_row.c
unit_sources += t/exchange/retail_rules.c
unit_sources += t/exchange/words.c
unit_sources += t/http/away.c
unit_sources += t/http/face.c
unit_sources += t/http/forgery.c
unit_sources += t/http/guard.c
unit_sources += t/http/key.c
unit_sources += t/http/key_race.c
unit_sources += t/http/matrix.c
unit_sources += t/http/site.c
unit_sources += t/http/walk.c
unit_sources += t/i18n/catalogue.c
unit_sources += t/i18n/format.c
unit_sources += t/i18n/labels.c
unit_sources += t/i18n/languages.c
unit_sources += t/i18n/mo.c
unit_sources += t/jobs.c
unit_sources += t/notify/notify.c t/notify/web.c
unit_sources += t/order/act_web.c
unit_sources += t/order/desk_list_web.c
unit_sources += t/order/desk_web.c
unit_sources += t/order/document.c
unit_sources += t/order/door.c t/order/door.h
unit_sources += t/order/offered.c
unit_sources += t/order/own_act_web.c
unit_sources += t/order/own_list_web.c
unit_sources += t/order/own_web.c
unit_sources += t/order/place.c
unit_sources += t/order/place_web.c
unit_sources += t/order/price_rules.c
unit_sources += t/order/promise.c
unit_sources += t/order/promise_rules.c
unit_sources += t/order/rules.c
unit_sources += t/payment/payment.c
unit_sources += t/payment/rules.c
unit_sources += t/payment/web.c
unit_sources += t/routes.c
unit_sources += t/setting.c
unit_sources += t/shipping/carriers.c
unit_sources += t/shipping/desk_web.c
unit_sources += t/shipping/news.c
unit_sources += t/shipping/pack.c
unit_sources += t/shipping/random.c
unit_sources += t/shipping/rules.c
unit_sources += t/shipping/shop.c
unit_sources += t/shipping/summary.c
unit_sources += t/shipping/view.c
unit_sources += t/shipping/web.c
unit_sources += t/staff/rules.c
unit_sources += t/staff/staff.c t/staff/web.c
unit_sources += t/stock/at_once.c
unit_sources += t/stock/rules.c
unit_sources += t/stock/stock.c
unit_sources += t/support/app.c
unit_sources += t/support/database.c
unit_sources += t/support/folder.c t/support/folder.h
unit_sources += t/support/proxy.c
unit_sources += t/support/request.c
unit_sources += t/tmpl/filters.c
unit_sources += t/tmpl/folder.c t/tmpl/folder.h
unit_sources += t/tmpl/library.c
unit_sources += t/tmpl/mustache.c
unit_sources += t/tmpl/spec.c
unit_sources += t/tool/collect.c t/tool/marks.c t/tool/po.c
unit_sources += t/berth.c
unit_sources += t/verify/verify.c
unit_sources += t/web/cookie.c
unit_sources += t/web/form.c
unit_sources += t/web/listen.c
unit_sources += t/web/match.c
unit_sources += t/web/request.c
unit_sources += t/web/response.c
unit_sources += t/web/url.c
unit_sources += t/work.c

if HAVE_CHECK
check_PROGRAMS += t/unit
TESTS += t/unit
endif
t_unit_SOURCES = t/unit.c t/suites.h t/support/skip.h $(unit_sources)
t_unit_CPPFLAGS = $(AM_CPPFLAGS) -I$(srcdir)/t
t_unit_CFLAGS = -std=c17 $(WARN_CFLAGS) -Wno-missing-prototypes $(HARDEN_CFLAGS) $(DEPS_CFLAGS) $(CHECK_CFLAGS) $(SANITIZE_FLAGS) $(WERROR_CFLAGS)
t_unit_LDADD = $(regulars_libs) $(CHECK_LIBS)

# The real master, workers and nginx around a few lines of application: for walks that are about those alone.
check_PROGRAMS += t/hello
t_hello_SOURCES = src/main_web.c t/support/hello_app.c
t_hello_LDADD = $(regulars_libs)

# The catalogue's keeper: lists, checks and merges messages.
check_PROGRAMS += t/tool/messages
t_tool_messages_SOURCES = t/tool/catalogue.h t/tool/collect.c t/tool/marks.c t/tool/messages.c t/tool/po.c
t_tool_messages_CPPFLAGS = $(AM_CPPFLAGS) -I$(srcdir)/t
t_tool_messages_LDADD = $(regulars_libs)

# The fuzz targets without the fuzzer: each is fed the inputs kept for it.
replays = t/replay_config t/replay_json t/replay_text
check_PROGRAMS += $(replays)
TESTS += $(replays)
t_replay_config_SOURCES = t/fuzz/config.c t/support/replay.c
t_replay_config_CPPFLAGS = $(AM_CPPFLAGS) -DCORPUS='"t/fuzz/corpus/config"'
t_replay_config_LDADD = $(regulars_libs)
t_replay_json_SOURCES = t/fuzz/json.c t/support/replay.c
t_replay_json_CPPFLAGS = $(AM_CPPFLAGS) -DCORPUS='"t/fuzz/corpus/json"'
t_replay_json_LDADD = $(regulars_libs)
t_replay_text_SOURCES = t/fuzz/text.c t/support/replay.c
t_replay_text_CPPFLAGS = $(AM_CPPFLAGS) -DCORPUS='"t/fuzz/corpus/text"'
t_replay_text_LDADD = $(regulars_libs)
