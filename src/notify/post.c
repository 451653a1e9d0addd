/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The two ways out: a server, and for development a folder. */
#include "notify/post.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/text.h"

struct post {
	struct arena *arena;
	const char *folder; /* NULL: by SMTP */
	struct smtp *smtp;
};

struct post *post_new(struct arena *a, const struct config *c)
{
	struct post *p = arena_new_of(a, struct post);

	p->arena = a;
	if (text_starts_with(c->mail, "dir:"))
		p->folder = c->mail + strlen("dir:");
	else
		p->smtp = smtp_new(a, c);
	return p;
}

static const char *system_says(struct post *p, const char *what)
{
	return arena_printf(p->arena, "%s: %s", what, strerror(errno));
}

/* One file a message, put in place whole. */
static const char *to_folder(struct post *p, const struct letter *l)
{
	char *path = arena_printf(p->arena, "%s/%llu.eml", p->folder, (unsigned long long)l->id);
	char *part = arena_printf(p->arena, "%s.part", path);
	int fd = open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	const char *wrong = NULL;

	if (fd < 0)
		return system_says(p, "mail folder");
	if (write(fd, l->raw, l->len) != (ssize_t)l->len || fsync(fd))
		wrong = system_says(p, "mail file");
	if (close(fd) && !wrong)
		wrong = system_says(p, "mail file");
	if (!wrong && rename(part, path))
		wrong = system_says(p, "mail file");
	if (wrong)
		unlink(part);
	return wrong;
}

enum post_outcome post_hand_over(struct post *p, const struct letter *l, const char **said)
{
	if (p->smtp)
		return smtp_send(p->smtp, l, said);
	*said = to_folder(p, l);
	return *said ? POST_LATER : POST_DONE;
}

const char *post_try(struct post *p)
{
	struct stat st;

	if (p->smtp)
		return smtp_try(p->smtp);
	if (stat(p->folder, &st) != 0)
		return system_says(p, p->folder);
	if (!S_ISDIR(st.st_mode) || access(p->folder, W_OK | X_OK) != 0)
		return arena_printf(p->arena, "%s: not a folder that can be written to", p->folder);
	return NULL;
}
