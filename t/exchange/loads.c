/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bringing files as people at the desk do. */
#include "exchange/loads.h"

/* A form with a file, as browsers send it. */
struct answer *loads_upload(struct browser *b, const char *kind, const char *name,
			    const char *content)
{
	const char *body;

	browser_get(b, "/desk/imports/new?kind=products");
	body = door_path(
		"--XX\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n%s\r\n"
		"--XX\r\nContent-Disposition: form-data; name=\"form_key\"\r\n\r\n%s\r\n"
		"--XX\r\nContent-Disposition: form-data; name=\"kind\"\r\n\r\n%s\r\n"
		"--XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n"
		"Content-Type: text/csv\r\n\r\n%s\r\n--XX--\r\n",
		b->csrf, b->form_key, kind, name, content);
	return browser_send(b, "/desk/imports", "multipart/form-data; boundary=XX", body);
}

const char *loads_bring(struct browser *b, const char *kind, const char *content)
{
	const struct answer *a = loads_upload(b, kind, "list.csv", content);

	door_want(a, 303);
	return strstr(answer_header(a, "Location"), "/desk/imports/") + strlen("/desk/imports/");
}

cJSON *loads_check(struct browser *b, const char *id, const char *map)
{
	door_want(door_post(b, door_path("/desk/imports/%s/check", id), map), 303);
	rounds_run_tasks();
	return door_tree(b, door_path("/desk/imports/%s", id));
}

cJSON *loads_run(struct browser *b, const char *id)
{
	door_want(door_post(b, door_path("/desk/imports/%s/run", id), ""), 303);
	rounds_run_tasks();
	return door_tree(b, door_path("/desk/imports/%s", id));
}

void loads_counts(const cJSON *t, int new, int changed, int same, int bad)
{
	ck_assert_int_eq(json_get_int(t, "new"), new);
	ck_assert_int_eq(json_get_int(t, "changed"), changed);
	ck_assert_int_eq(json_get_int(t, "same"), same);
	ck_assert_int_eq(json_get_int(t, "bad"), bad);
}
