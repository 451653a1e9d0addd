# SPDX-License-Identifier: GPL-3.0-or-later
libregulars_a_SOURCES += src/exchange/records.c src/exchange/records.h src/exchange/names.c src/exchange/names.h
libregulars_a_SOURCES += src/exchange/retail_row.c src/exchange/retail_row.h src/exchange/retail_rules.c src/exchange/retail_rules.h
libregulars_a_SOURCES += src/exchange/retail_plan.c src/exchange/retail_plan.h src/exchange/retail_finish.c
libregulars_a_SOURCES += src/exchange/country.c src/exchange/country.h src/exchange/progress.c src/exchange/progress.h
libregulars_a_SOURCES += src/exchange/exchange.h src/exchange/store.c src/exchange/store.h src/exchange/report.c
libregulars_a_SOURCES += src/exchange/retail_book.c src/exchange/retail_book.h src/exchange/retail_prepare.c src/exchange/retail_sale.c
libregulars_a_SOURCES += src/exchange/export.c src/exchange/export.h src/exchange/export_rows.c src/exchange/export_more.c src/exchange/export_products.c src/exchange/export_desk.c src/exchange/export_house.c src/exchange/export_history.c src/exchange/export_surveys.c src/exchange/export_web.c src/exchange/web.h
libregulars_a_SOURCES += src/exchange/load.c src/exchange/load.h src/exchange/load_cell.c src/exchange/load_product.c src/exchange/load_product.h src/exchange/load_product_fields.c src/exchange/load_run.c
libregulars_a_SOURCES += src/exchange/load_api_web.c src/exchange/load_customer.c src/exchange/load_file_web.c src/exchange/load_mapping.c src/exchange/load_order.c
libregulars_a_SOURCES += src/exchange/load_order.h src/exchange/load_pass.h src/exchange/load_past.c src/exchange/load_person_input.c
libregulars_a_SOURCES += src/exchange/book.c src/exchange/book.h src/exchange/book_style.c src/exchange/book_texts.c src/exchange/book_xml.c
libregulars_a_SOURCES += src/exchange/book_xml.h
libregulars_a_SOURCES += src/exchange/load_repair.c src/exchange/load_repair_web.c src/exchange/repair.h src/exchange/repair_rules.c
libregulars_a_SOURCES += src/exchange/load_undo.c src/exchange/load_say.c src/exchange/load_web.h
libregulars_a_SOURCES += src/exchange/load_stock.c src/exchange/load_review.c src/exchange/load_store.c src/exchange/load_text.c src/exchange/load_web.c
libregulars_a_SOURCES += src/exchange/sheet.c src/exchange/sheet.h src/exchange/sheet_xlsx.c
libregulars_a_SOURCES += src/exchange/retail_rest.c src/exchange/retail_import.c src/cli/import.c src/cli/files.c src/cli/files.h
