/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The handlers of staff's ways in and out, and of who works here, for routes.c. */
#ifndef REGULARS_STAFF_WEB_H
#define REGULARS_STAFF_WEB_H

#include "web/web.h"

void staff_web_sign_in_form(struct request *req, struct response *res);
void staff_web_sign_in(struct request *req, struct response *res);
void staff_web_code_form(struct request *req, struct response *res);
void staff_web_code(struct request *req, struct response *res);
void staff_web_sign_out(struct request *req, struct response *res);
void staff_web_invited(struct request *req, struct response *res);
void staff_web_accept(struct request *req, struct response *res);
void staff_web_enrol_form(struct request *req, struct response *res);
void staff_web_enrol(struct request *req, struct response *res);

/* ---- colleagues (staff/people_web.c) ---- */
void staff_web_people(struct request *req, struct response *res);
void staff_web_invite_form(struct request *req, struct response *res);
void staff_web_invite(struct request *req, struct response *res);
void staff_web_person(struct request *req, struct response *res);
void staff_web_invite_again(struct request *req, struct response *res);
void staff_web_withdraw(struct request *req, struct response *res);
void staff_web_role(struct request *req, struct response *res);
void staff_web_switch_off(struct request *req, struct response *res);
void staff_web_end_sessions(struct request *req, struct response *res);
void staff_web_reset(struct request *req, struct response *res);

/* ---- roles (staff/role_web.c) ---- */
void staff_web_roles(struct request *req, struct response *res);
void staff_web_role_new(struct request *req, struct response *res);
void staff_web_make_role(struct request *req, struct response *res);
void staff_web_role_form(struct request *req, struct response *res);
void staff_web_change_role(struct request *req, struct response *res);
void staff_web_delete_role(struct request *req, struct response *res);

/* ---- programs' keys (staff/key_web.c) ---- */
void staff_web_keys(struct request *req, struct response *res);
void staff_web_key_form(struct request *req, struct response *res);
void staff_web_make_key(struct request *req, struct response *res);
void staff_web_key(struct request *req, struct response *res);
void staff_web_revoke_key(struct request *req, struct response *res);

/* ---- one's own account (staff/me_web.c) ---- */
void staff_web_shortcuts(struct request *req, struct response *res);
void staff_web_me(struct request *req, struct response *res);
void staff_web_end_others(struct request *req, struct response *res);
void staff_web_end_session(struct request *req, struct response *res);

#endif
