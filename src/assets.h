/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Static files: their plain names, and the names with a hash under which nginx serves them. */
#ifndef REGULARS_ASSETS_H
#define REGULARS_ASSETS_H

#include "base/arena.h"

struct assets;

/* Reads <data_dir>/static.manifest: "name<TAB>hashed name", one a line. Without it files keep their
 * plain names. */
struct assets *assets_load(struct arena *a, const char *data_dir, const char *base_path);
/* "app.css" -> "/shop/static/app.1a2b3c4d5e.css"; a name that is not listed is fail(): a page asks
 * for a file that is not there. */
const char *assets_url(const struct assets *assets, const char *name);

#endif
