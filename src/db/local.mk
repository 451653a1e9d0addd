# SPDX-License-Identifier: GPL-3.0-or-later
libregulars_a_SOURCES += src/db/db.h src/db/conn.h src/db/conn.c src/db/statement.c src/db/statement_rows.c src/db/rows.c src/db/transaction.c src/db/migrate.c src/db/migrate_file.h src/db/migrate_file.c
