/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the pages of brought files share, for load_web.c and load_file_web.c alone. */
#ifndef REGULARS_EXCHANGE_LOAD_WEB_H
#define REGULARS_EXCHANGE_LOAD_WEB_H

#include "exchange/load.h"
#include "web/web.h"

const char *load_web_path(struct request *req, uint64_t id, const char *tail);
bool load_web_may(const struct request *req, enum load_kind kind);
/* A file of people is for who brought it, and for who may see people in full. */
bool load_web_may_open(const struct request *req, const struct load_file *f);
void load_web_add_counts(cJSON *v, const cJSON *report);

#endif
