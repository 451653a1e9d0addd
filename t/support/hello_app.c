/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A tiny application behind the real master, workers and nginx snippet: for the walks of t/walk
 * that are about those alone. */
#include <app.h> /* of src/: beside this file stands the one of the tests */
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>
#include "base/fail.h"
#include "web/web.h"

static void release(void *arg)
{
	arena_free(arg);
}

/* A folder with a file named "broken" makes workers that cannot start. */
struct app *app_new(struct arena *a, const struct config *c)
{
	struct app *app = arena_new_of(a, struct app);

	if (access(arena_printf(a, "%s/broken", c->var_dir), F_OK) == 0)
		fail("broken on purpose");
	app->config = c;
	app->request_arena = arena_new();
	arena_defer(a, release, app->request_arena);
	return app;
}

static size_t number(const struct request *req, const char *name)
{
	const char *text = params_get(&req->query, name);

	return text ? (size_t)strtoul(text, NULL, 10) : 0;
}

static void hello(const struct request *req, struct response *res)
{
	buf_addf(&res->body, "hello from %ld, body %zu\n", (long)getpid(), req->body_len);
}

static void big(const struct request *req, struct response *res)
{
	for (size_t n = number(req, "n"); n > 0; n--)
		buf_addch(&res->body, 'x');
}

static void echo(const struct request *req, struct response *res)
{
	buf_add(&res->body, req->body, req->body_len);
}

static void fields(const struct request *req, struct response *res)
{
	buf_addf(&res->body, "path=%s\ntarget=%s\nhost=%s\nid=%s\nagent=%s\n", req->path,
		 req->target, req->remote_addr, req->id, req->user_agent ? req->user_agent : "");
	for (size_t i = 0; i < req->query.n; i++)
		buf_addf(&res->body, "query %s=%s\n", req->query.v[i].name, req->query.v[i].value);
	for (size_t i = 0; i < req->cookies.n; i++)
		buf_addf(&res->body, "cookie %s=%s\n", req->cookies.v[i].name,
			 req->cookies.v[i].value);
}

static void do_sleep(const struct request *req, struct response *res)
{
	usleep((useconds_t)number(req, "ms") * 1000);
	hello(req, res);
}

static void crash(const struct request *req, struct response *res)
{
	(void)req;
	(void)res;
	raise(SIGKILL);
}

static const struct {
	const char *path;
	void (*handler)(const struct request *req, struct response *res);
} page[] = {
	{ "/hello", hello },   { "/big", big },        { "/echo", echo },
	{ "/fields", fields }, { "/sleep", do_sleep }, { "/crash", crash },
};

static void answer(struct app *app, const struct wire *w, struct buf *out)
{
	struct request req;
	struct response res;
	enum web_refusal r = request_init(&req, app->request_arena, w, app->config->base_path);

	response_init(&res, app->request_arena);
	res.status = r == WEB_OK ? 404 : r == WEB_BAD_METHOD ? 405 : 400;
	if (r == WEB_BAD_METHOD)
		response_header(&res, "Allow", "GET");
	res.content_type = "text/plain; charset=utf-8";
	for (size_t i = 0; r == WEB_OK && i < sizeof(page) / sizeof(page[0]); i++)
		if (strcmp(req.path, page[i].path) == 0) {
			res.status = 200;
			page[i].handler(&req, &res);
		}
	response_print(out, &res, req.method == METHOD_HEAD);
}

/* As much as a body that is kept in memory may be. */
size_t app_body_may(struct app *app, const struct wire *w)
{
	(void)app;
	(void)w;
	return (size_t)5 << 20;
}

void app_serve(struct app *app, const struct wire *w, struct buf *out)
{
	answer(app, w, out);
	arena_reset(app->request_arena);
}
