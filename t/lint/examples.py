# SPDX-License-Identifier: GPL-3.0-or-later
"""What each rule must catch, and what it must leave alone: rule, is it bad, path, text."""

BAD, GOOD = True, False
EXAMPLES = (
    ("includes", BAD, "src/base/buf.c", '#include "db/db.h"\n'),
    ("includes", BAD, "src/db/conn.c", '#include "web/web.h"\n'),
    ("includes", BAD, "src/i18n/mo.c", '#include "tmpl/tmpl.h"\n'),
    ("includes", BAD, "src/tmpl/parse.c", '#include "order/order.h"\n'),
    ("includes", BAD, "src/tmpl/parse.c", '#include "app.h"\n'),
    ("includes", BAD, "src/order/rules.c", '#include "db/db.h"\n'),
    ("includes", BAD, "src/order/return_rules.c", '#include "web/web.h"\n'),
    ("includes", BAD, "src/order/rules.c", '#include "app.h"\n'),
    ("includes", BAD, "src/order/store.c", '#include "web/web.h"\n'),
    ("includes", BAD, "src/order/order.c", '#include "web/web.h"\n'),
    ("includes", BAD, "src/order/order.c", '#include "customer/store.h"\n'),
    ("includes", BAD, "src/order/web.c", '#include "routes.h"\n'),
    ("includes", BAD, "src/order/store.c", '#include "db/conn.h"\n'),
    ("includes", BAD, "src/serve.c", '#include "main_web.h"\n'),
    ("includes", BAD, "src/guard.c", '#include "i18n/inside.h"\n'),
    ("includes", GOOD, "src/order/web.c", '#include "web/web.h"\n#include "app.h"\n#include "respond.h"\n'),
    ("includes", GOOD, "src/order/order.c", '#include "customer/customer.h"\n#include "order/store.h"\n'),
    ("includes", GOOD, "src/order/rules.c", '#include "base/money.h"\n#include "order/order.h"\n'),
    ("includes", GOOD, "src/web/request.c", '#include "i18n/i18n.h"\n/* #include "db/db.h" */\n'),
    ("includes", GOOD, "src/main_web.c", '#include "web/fcgi.h"\n#include "serve.h"\n'),

    ("printed", BAD, "src/order/store.c", 'snprintf(sql, n, "SELECT id FROM orders WHERE id = %lld", id);\n'),
    ("printed", BAD, "src/order/store.c", 'buf_printf(b,\n\t"DELETE FROM orders WHERE number = \'%s\'", number);\n'),
    ("printed", BAD, "src/notify/jobs.c", 'asprintf(&s, "UPDATE %s SET a = 1", table);\n'),
    ("printed", GOOD, "src/order/store.c", 'log_info("selected %d", n); /* "SELECT %s" */\n'),
    ("printed", GOOD, "src/db/migrate.c", 'snprintf(sql, n, "INSERT INTO %s VALUES (?)", table);\n'),

    ("statements", BAD, "src/order/order.c", 'DB_STATEMENT(by_id, "SELECT id FROM orders WHERE id = ?");\n'),
    ("statements", BAD, "src/order/store.c", 'static const char *sql = "SELECT id FROM orders";\n'),
    ("statements", BAD, "src/order/store.c", 'DB_STATEMENT(by_id, "SELECT id FROM orders WHERE id = %s");\n'),
    ("statements", BAD, "src/stock/jobs.c", 'run("UPDATE stock SET on_hand = 0");\n'),
    ("statements", GOOD, "src/order/store.c", 'DB_STATEMENT(by_id, "SELECT id "\n\t"FROM orders WHERE id = ?");\n'),
    ("statements", GOOD, "src/order/line_store.c", 'DB_STATEMENT(x, "DELETE FROM order_line WHERE id = ?");\n'),
    ("statements", GOOD, "src/order/web.c", 'say("Select a date");\n'),

    ("transactions", BAD, "src/order/order.c", 'db_say(db, "COMMIT");\n'),
    ("transactions", BAD, "src/order/store.c", 'DB_STATEMENT(go, "START TRANSACTION");\n'),
    ("transactions", BAD, "src/serve.c", 'exec("ROLLBACK");\n'),
    ("transactions", GOOD, "src/db/transaction.c", 'send(db, "COMMIT");\n'),
    ("transactions", GOOD, "src/order/order.c", '/* before COMMIT */ log_info("gone before COMMIT");\n'),

    ("driver", BAD, "src/order/store.c", "#include <mysql.h>\n"),
    ("driver", BAD, "src/serve.c", "mysql_close(m);\n"),
    ("driver", GOOD, "src/db/conn.c", "mysql_close(m);\n"),

    ("jumps", BAD, "src/serve.c", "if (setjmp(b) == 0)\n\tlongjmp(b, 1);\n"),
    ("jumps", BAD, "src/db/conn.c", "siglongjmp(b, 1);\n"),
    ("jumps", GOOD, "src/base/fail.c", "longjmp(b, 1);\n"),
    ("jumps", GOOD, "src/serve.c", "/* no longjmp( here */\n"),

    ("raw", BAD, "templates/order/track.html", "<p>{{{note}}}</p>\n"),
    ("raw", BAD, "templates/order/track.html", "<p>{{& note}}</p>\n"),
    ("raw", BAD, "templates/order/track.html", "<a href={{url}}>x</a>\n"),
    ("raw", BAD, "templates/order/track.html", "<a href='{{url}}'>x</a>\n"),
    ("raw", GOOD, "templates/order/track.html", '{{! {{{not shown}}} }}<a href="{{url}}?a={{b}}">{{note}}</a>\n'),

    ("inline", BAD, "templates/order/track.html", '<p style="color: red">x</p>\n'),
    ("inline", BAD, "templates/order/track.html", '<button type="button" onclick="go()">x</button>\n'),
    ("inline", BAD, "templates/order/track.html", "<style>p { color: red }</style>\n"),
    ("inline", BAD, "templates/order/track.html", "<script>go()</script>\n"),
    ("inline", BAD, "templates/order/track.html", '<a href="javascript:go()">x</a>\n'),
    ("inline", BAD, "templates/mail/placed.html", "<script>go()</script>\n"),
    ("inline", GOOD, "templates/order/track.html", '<script src="{{#asset}}app.js{{/asset}}" defer></script>\n'),
    ("inline", GOOD, "templates/mail/placed.html", '<td style="color:#123456">{{total}}</td>\n'),

    ("promises", BAD, "src/serve.c", "/* TODO: more */\n"),
    ("promises", BAD, "static/app.js", "// FIXME\n"),
    ("promises", GOOD, "src/serve.c", "/* a todo list */\n"),

    ("places", BAD, "doc/host.md", "cd /work/main\n"),
    ("places", BAD, "t/walk/a.sh", "make -C /tmp/build-me\n"),
    ("places", BAD, "doc/host.md", "see https://packages.somewhere.net/list\n"),
    ("places", BAD, "t/browser/package-lock.json", '"resolved": "x.tgz"\n'),
    ("places", BAD, "t/browser/.npmrc", "registry=x\n"),
    ("places", GOOD, "doc/host.md", "http://127.0.0.1:8080/ https://shop.example/ www/work/x\n"),

    ("license", BAD, "src/serve.c", "int main(void)\n{\n}\n"),
    ("license", GOOD, "src/serve.c", "/* SPDX-License-Identifier: GPL-3.0-or-later */\n"),
)
