/* SPDX-License-Identifier: GPL-3.0-or-later */
/* regulars.conf, read by one table of keys. */
#include "base/config.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include "base/fail.h"
#include "base/file.h"
#include "base/text.h"

#ifndef REGULARS_CONFIG_FILE
#define REGULARS_CONFIG_FILE "/etc/regulars.conf"
#endif
#ifndef REGULARS_DATA_DIR
#define REGULARS_DATA_DIR "/usr/share/regulars"
#endif

#ifndef REGULARS_LIBEXEC_DIR
#define REGULARS_LIBEXEC_DIR "/usr/libexec/regulars"
#endif

#define SOCKET_PATH_MAX 107 /* sun_path without its NUL */
#define WORKERS_MAX     64
#define TIMEOUT_MAX     50 /* a message is claimed for a minute */

struct reader {
	struct arena *arena;
	struct config *config;
	const char *path, *folder;
	int line;
};

struct key {
	const char *name;
	/* Puts the value into the field, or returns what a good one looks like. */
	const char *(*read)(struct reader *r, const char *value, void *field);
	size_t field;
	const char *missing; /* used when the file does not name it; NULL: it must */
};

static const char *read_text(struct reader *r, const char *value, void *field)
{
	*(const char **)field = arena_strdup(r->arena, value);
	return NULL;
}

static const char *from_folder(const struct reader *r, const char *value)
{
	if (*value == '/')
		return arena_strdup(r->arena, value);
	return arena_printf(r->arena, "%s/%s", r->folder, value);
}

static const char *read_path(struct reader *r, const char *value, void *field)
{
	*(const char **)field = *value ? from_folder(r, value) : arena_strdup(r->arena, "");
	return NULL;
}

static const char *read_socket(struct reader *r, const char *value, void *field)
{
	read_path(r, value, field);
	if (strlen(*(const char **)field) > SOCKET_PATH_MAX)
		return "a path of at most 107 bytes: choose a shorter folder, such as "
		       "/run/regulars";
	return NULL;
}

static const char *read_workers(struct reader *r, const char *value, void *field)
{
	int64_t n;

	(void)r;
	if (!text_to_i64(value, 1, WORKERS_MAX, &n))
		return "a number from 1 to 64";
	*(int *)field = (int)n;
	return NULL;
}

static const char *read_bool(struct reader *r, const char *value, void *field)
{
	bool yes = !strcmp(value, "yes") || !strcmp(value, "true") || !strcmp(value, "on");
	bool no = !strcmp(value, "no") || !strcmp(value, "false") || !strcmp(value, "off");

	(void)r;
	*(bool *)field = yes;
	return yes || no ? NULL : "yes or no";
}

/* Letters, digits and the marks of host names, ports and IPv6 addresses. */
static bool is_host_text(const char *s, const char *marks)
{
	for (; *s; s++) {
		bool letter = (*s >= 'a' && *s <= 'z') || (*s >= 'A' && *s <= 'Z');

		if (!letter && !(*s >= '0' && *s <= '9') && !strchr(marks, *s))
			return false;
	}
	return true;
}

static const char *read_hosts(struct reader *r, const char *value, void *field)
{
	if (!*value || !is_host_text(value, ".-_:[], "))
		return "a list like db1:3306,db2";
	return read_text(r, value, field);
}

static const char *read_base_url(struct reader *r, const char *value, void *field)
{
	const char *host = strstr(value, "://");
	bool web = text_starts_with(value, "http://") || text_starts_with(value, "https://");

	if (!web || !host[3] || !is_host_text(host + 3, ".-:[]"))
		return "an address like https://shop.example without a path (see base_path)";
	return read_text(r, value, field);
}

static const char *read_base_path(struct reader *r, const char *value, void *field)
{
	size_t len = strlen(value);

	if (len > 0 && (value[0] != '/' || value[len - 1] == '/' || strstr(value, "//") ||
			!is_host_text(value, "/-_.~")))
		return "empty, or a path like /shop";
	return read_text(r, value, field);
}

/* What follows "smtp://": a name, no account, no path. */
static bool is_server(const char *s)
{
	return *s && *s != ':' && is_host_text(s, ".-:[]");
}

static const char *read_mail(struct reader *r, const char *value, void *field)
{
	const char *host = strstr(value, "://");
	bool smtp = text_starts_with(value, "smtp://") || text_starts_with(value, "smtps://");

	if (smtp && is_server(host + 3))
		return read_text(r, value, field);
	if (!text_starts_with(value, "dir:") || !value[4])
		return "smtp://HOST:PORT, smtps://HOST:PORT or dir:FOLDER";
	*(const char **)field = arena_printf(r->arena, "dir:%s", from_folder(r, value + 4));
	return NULL;
}

static const char *read_mail_tls(struct reader *r, const char *value, void *field)
{
	if (strcmp(value, "required") != 0 && strcmp(value, "opportunistic") != 0)
		return "required or opportunistic";
	return read_text(r, value, field);
}

static const char *read_timeout(struct reader *r, const char *value, void *field)
{
	int64_t n;

	(void)r;
	if (!text_to_i64(value, 1, TIMEOUT_MAX, &n))
		return "a number of seconds from 1 to 50";
	*(int *)field = (int)n;
	return NULL;
}

static const char *read_mail_from(struct reader *r, const char *value, void *field)
{
	if (!text_email_key(r->arena, value))
		return "an e-mail address";
	return read_text(r, value, field);
}

#define KEY(name_, read_, missing_)                                                                \
	{                                                                                          \
		.name = #name_, .read = (read_), .field = offsetof(struct config, name_),          \
		.missing = (missing_)                                                              \
	}

/* An empty text means: none, or as fill_in() says. */
static const struct key keys[] = {
	KEY(socket, read_socket, ""),
	KEY(nginx_user, read_text, ""),
	KEY(workers, read_workers, "4"),
	KEY(db_hosts, read_hosts, "localhost"),
	KEY(db_socket, read_socket, ""),
	KEY(db_name, read_text, NULL),
	KEY(db_user, read_text, NULL),
	KEY(db_password_file, read_path, ""),
	KEY(db_admin_user, read_text, ""),
	KEY(db_admin_password_file, read_path, ""),
	KEY(base_url, read_base_url, NULL),
	KEY(base_path, read_base_path, ""),
	KEY(data_dir, read_path, REGULARS_DATA_DIR),
	KEY(var_dir, read_path, NULL),
	KEY(media_dir, read_path, ""),
	KEY(picture_program, read_path, REGULARS_LIBEXEC_DIR "/regulars-picture"),
	KEY(secret_file, read_path, NULL),
	KEY(mail, read_mail, ""),
	KEY(mail_from, read_mail_from, ""),
	KEY(mail_tls, read_mail_tls, "required"),
	KEY(mail_user, read_text, ""),
	KEY(mail_password_file, read_path, ""),
	KEY(mail_ca_file, read_path, ""),
	KEY(mail_timeout, read_timeout, "30"),
	KEY(webhook_local, read_bool, "no"),
	KEY(development, read_bool, "no"),
	KEY(throttle, read_bool, "yes"),
	KEY(run_as_root, read_bool, "no"),
};
#define KEYS (sizeof keys / sizeof keys[0])

static void *field_of(const struct reader *r, const struct key *k)
{
	return (char *)r->config + k->field;
}

static void set(struct reader *r, const struct key *k, const char *value)
{
	const char *wanted = k->read(r, value, field_of(r, k));

	if (wanted)
		fail("%s:%d: %s is not %s", r->path, r->line, k->name, wanted);
	if (!*value && !k->missing)
		fail("%s:%d: %s is empty", r->path, r->line, k->name);
}

/* Cuts white space around a text, in place. */
static char *strip(char *s)
{
	size_t len;

	s += strspn(s, " \t\r");
	for (len = strlen(s); len > 0 && strchr(" \t\r", s[len - 1]); len--)
		;
	s[len] = '\0';
	return s;
}

/* A # begins a comment at the start of a line and after white space. */
static void cut_comment(char *line)
{
	for (char *p = strchr(line, '#'); p; p = strchr(p + 1, '#')) {
		if (p == line || p[-1] == ' ' || p[-1] == '\t') {
			*p = '\0';
			return;
		}
	}
}

static void read_line(struct reader *r, char *line, bool seen[KEYS])
{
	char *equals, *name;

	cut_comment(line);
	line = strip(line);
	if (!*line)
		return;
	equals = strchr(line, '=');
	if (!equals)
		fail("%s:%d: no = in this line; write \"key = value\"", r->path, r->line);
	*equals = '\0';
	name = strip(line);
	for (size_t i = 0; i < KEYS; i++) {
		if (strcmp(name, keys[i].name) != 0)
			continue;
		if (seen[i])
			fail("%s:%d: %s is set twice; keep one line", r->path, r->line, name);
		seen[i] = true;
		set(r, &keys[i], strip(equals + 1));
		return;
	}
	fail("%s:%d: unknown key %s; correct or remove it", r->path, r->line, name);
}

static void read_lines(struct reader *r, char *text)
{
	bool seen[KEYS] = { false };

	for (char *line; (line = strsep(&text, "\n"));) {
		r->line++;
		read_line(r, line, seen);
	}
	for (size_t i = 0; i < KEYS; i++) {
		if (seen[i])
			continue;
		if (!keys[i].missing)
			fail("%s:%d: %s is missing; add a line \"%s = ...\"", r->path, r->line,
			     keys[i].name, keys[i].name);
		if (*keys[i].missing)
			set(r, &keys[i], keys[i].missing);
		else
			read_text(r, "", field_of(r, &keys[i]));
	}
}

/* A server needs a sender whom it knows; a password goes over a line that nobody listens to. */
static void check_mail(const struct reader *r)
{
	const struct config *c = r->config;

	if (text_starts_with(c->mail, "dir:"))
		return;
	if (!*c->mail_from)
		fail("%s: mail_from is missing; %s takes no mail without a sender", r->path,
		     c->mail);
	if (!*c->mail_user != !*c->mail_password_file)
		fail("%s: mail_user and mail_password_file go together; set both or none", r->path);
	if (*c->mail_user && !strcmp(c->mail_tls, "opportunistic") &&
	    text_starts_with(c->mail, "smtp://"))
		fail("%s: a password needs mail_tls = required", r->path);
}

/* What one key takes from another. */
static void fill_in(struct reader *r)
{
	struct config *c = r->config;

	if (!*c->socket) {
		c->socket = arena_printf(r->arena, "%s/web.sock", c->var_dir);
		if (strlen(c->socket) > SOCKET_PATH_MAX)
			fail("%s: %s is longer than 107 bytes; set socket to a shorter path",
			     r->path, c->socket);
	}
	if (!*c->db_admin_user) {
		c->db_admin_user = c->db_user;
		if (!*c->db_admin_password_file)
			c->db_admin_password_file = c->db_password_file;
	}
	if (!*c->media_dir)
		c->media_dir = arena_printf(r->arena, "%s/media", c->var_dir);
	if (!*c->mail)
		c->mail = arena_printf(r->arena, "dir:%s/mail", c->var_dir);
	check_mail(r);
	if (!*c->mail_from)
		c->mail_from = "regulars@localhost";
}

static char *read_file(struct arena *a, const char *path, const char *hint)
{
	size_t len;
	char *text = file_read(a, path, &len);

	if (!text)
		fail("%s: %s; %s", path, strerror(errno), hint);
	if (memchr(text, '\0', len))
		fail("%s: holds a zero byte; %s", path, hint);
	return text;
}

/* The folder as an absolute path: a process may change its own later. */
static const char *folder_of(struct arena *a, const char *path)
{
	char *real = realpath(path, NULL), *folder, *slash;

	if (!real)
		fail("%s: %s", path, strerror(errno));
	folder = arena_strdup(a, real);
	free(real);
	slash = strrchr(folder, '/');
	slash[slash == folder] = '\0';
	return folder;
}

struct config *config_load(struct arena *a, const char *explicit_path)
{
	const char *named = getenv("REGULARS_CONFIG");
	struct reader r = { .arena = a, .config = arena_new_of(a, struct config) };
	char *text;

	r.path = explicit_path ? explicit_path : named && *named ? named : REGULARS_CONFIG_FILE;
	r.path = arena_strdup(a, r.path);
	r.config->path = r.path;
	text = read_file(a, r.path, "name the file with --config FILE or $REGULARS_CONFIG");
	r.folder = folder_of(a, r.path);
	read_lines(&r, text);
	fill_in(&r);
	return r.config;
}

char *config_read_secret(struct arena *a, const char *path)
{
	struct stat st;
	char *text;
	size_t len;

	if (!stat(path, &st) && (st.st_mode & (S_IRWXG | S_IRWXO)))
		fail("%s: others may read this secret; run chmod 400 on it", path);
	text = read_file(a, path, "it must hold a secret");
	len = strlen(text);
	if (len > 0 && text[len - 1] == '\n')
		len--;
	if (len > 0 && text[len - 1] == '\r')
		len--;
	text[len] = '\0';
	return text;
}
