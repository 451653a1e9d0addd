/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files as answers, and the way to them. */
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/json.h"
#include "guard.h"
#include "respond.h"

static void close_file(void *arg)
{
	close(*(int *)arg);
}

bool respond_file(struct request *req, struct response *res, const char *path, const char *name,
		  const char *content_type)
{
	int *fd = arena_new_of(req->arena, int);
	struct stat st;

	*fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	if (*fd < 0)
		return false;
	arena_defer(req->arena, close_file, fd);
	if (fstat(*fd, &st) != 0 || !S_ISREG(st.st_mode))
		return false;
	res->status = 200;
	res->content_type = content_type;
	res->has_file = true;
	res->file = *fd;
	res->file_len = (uint64_t)st.st_size;
	response_header(res, "Content-Disposition",
			arena_printf(req->arena, "attachment; filename=\"%s\"", name));
	return true;
}

void respond_add_export(const struct request *req, cJSON *view, const char *list)
{
	const char *query = strchr(req->target, '?');

	if (req->wants_json)
		return;
	json_add_text(view, "export",
		      may(req, PERM_EXPORT)
			      ? arena_printf(req->arena, "%s/desk/exports/new?list=%s%s%s",
					     req->app->config->base_path, list, query ? "&" : "",
					     query ? query + 1 : "")
			      : NULL);
}
