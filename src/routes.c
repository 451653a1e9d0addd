/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The site map: every address of the shop, and what it needs before its handler runs. */
#include "routes.h"

#include <string.h>
#include "app.h"
#include "audit_web.h"
#include "catalog/web.h"
#include "customer/web.h"
#include "exchange/web.h"
#include "feedback/web.h"
#include "guard.h"
#include "home.h"
#include "hook/web.h"
#include "member/web.h"
#include "notice/web.h"
#include "notify/web.h"
#include "order/web.h"
#include "payment/web.h"
#include "picture/web.h"
#include "production/web.h"
#include "promotion/web.h"
#include "setting_web.h"
#include "shipping/web.h"
#include "staff/web.h"
#include "task_web.h"
#include "tax/web.h"

#define FORM WEB_FORM_MAX /* what an ordinary form or JSON body may hold */

/* clang-format off */
/* The first path that fits wins, whatever its methods: fixed paths stand above those with a
 * {capture}.
 *
 * method   GET answers HEAD too
 * path     below base_path; {captures} are req->path_param[0…]
 * face     PAGE: HTML, or the same tree as JSON for `Accept: application/json`; API: JSON alone; BOTH
 * access   who may enter, and for STAFF the permission
 * unsafe   KEY: one effect per idempotency key; NATURAL: harmless when repeated; NO: GET
 * body     bytes at most
 * queries  statements at most, with START and COMMIT, without those that find the session
 * handler  four steps: input, use case, view, answer */
#define PAGE(m, path, access, perm, unsafe, body, queries, fn) \
	{ METHOD_##m, path, FACE_PAGE, ACCESS_##access, perm, UNSAFE_##unsafe, body, queries, fn }
#define API(m, path, access, perm, unsafe, body, queries, fn) \
	{ METHOD_##m, path, FACE_API, ACCESS_##access, perm, UNSAFE_##unsafe, body, queries, fn }
/* The same, and whoever sends it has proved the second factor lately. */
#define PROVEN_PAGE(m, path, access, perm, unsafe, body, queries, fn) \
	{ METHOD_##m, path, FACE_PAGE, ACCESS_##access, perm, UNSAFE_##unsafe, body, queries, fn, true }
#define PROVEN_API(m, path, access, perm, unsafe, body, queries, fn) \
	{ METHOD_##m, path, FACE_API, ACCESS_##access, perm, UNSAFE_##unsafe, body, queries, fn, true }
/* A list that takes several of some filters. */
#define LIST_PAGE(m, path, perm, queries, repeats, fn) \
	{ METHOD_##m, path, FACE_PAGE, ACCESS_STAFF, perm, UNSAFE_NO, 0, queries, fn, false, repeats }
#define LIST_API(m, path, perm, queries, repeats, fn) \
	{ METHOD_##m, path, FACE_API, ACCESS_STAFF, perm, UNSAFE_NO, 0, queries, fn, false, repeats }
#define OF_ORDERS    "source status payment priority column"
#define OF_CUSTOMERS "consent tag"
#define PROGRAM_UPLOAD (5 << 20) /* a file within a JSON body; nginx says so too */
#define UPLOAD (51 << 20) /* a form with a file of 50 MB; nginx says so too */
#define PICTURE (11 << 20) /* likewise, of 10 MB */
#define ANY 0	/* no permission of its own */

/* Placing takes about twenty statements for a few lines and two or three more a line, of at most 64. */
#define PLACE	260
/* Opening, changing and saving an order: two more a line that changes. */
#define CHANGE	160
/* An act of the desk: its page, its form, and the API's POST. */
#define DESK_ACT(tail, perm, fn) \
	PAGE(GET,  "/desk/orders/{number}/" tail,   STAFF, perm, NO,  0,    15, fn##_form), \
	PAGE(POST, "/desk/orders/{number}/" tail,   STAFF, perm, KEY, FORM, CHANGE, fn), \
	API (POST, "/api/v1/orders/{number}/" tail, STAFF, perm, KEY, FORM, CHANGE, fn)
/* One that gives money back. */
#define DESK_MONEY_ACT(tail, perm, fn) \
	PAGE(GET,  "/desk/orders/{number}/" tail,          STAFF, perm, NO,  0,    15, fn##_form), \
	PROVEN_PAGE(POST, "/desk/orders/{number}/" tail,   STAFF, perm, KEY, FORM, CHANGE, fn), \
	PROVEN_API (POST, "/api/v1/orders/{number}/" tail, STAFF, perm, KEY, FORM, CHANGE, fn)

/* An act on a colleague: everybody is locked while it is decided. */
#define STAFF_ACT(tail, fn) \
	PROVEN_PAGE(POST, "/desk/staff/{id}/" tail, STAFF, PERM_STAFF, KEY, 4096, 22, fn)

/* An act on a webhook. */
#define HOOK_ACT(tail, fn) \
	PROVEN_PAGE(POST, "/desk/settings/webhooks/{id}/" tail, STAFF, PERM_SETTINGS, KEY, 4096, 15, fn)

#define HOOK_API(tail, fn) \
	PROVEN_API(POST, "/api/v1/webhooks/{id}/" tail, STAFF, PERM_SETTINGS, KEY, 4096, 15, fn)

/* A batch of 24 orders, each opened, told and saved; a larger one is opened, and a task does it. */
#define BATCH	340
/* A parcel may be of eight orders, each changed as above. */
#define PARCEL	300
#define PARCEL_ACT(tail, fn) \
	PAGE(POST, "/desk/parcels/{id}/" tail,   STAFF, PERM_PARCELS, KEY, FORM, PARCEL, fn), \
	API (POST, "/api/v1/parcels/{id}/" tail, STAFF, PERM_PARCELS, KEY, FORM, PARCEL, fn)

const struct route routes[] = {
	/* the house */
	PAGE(GET,  "/",            PUBLIC,   ANY, NO,      0,    0, home_get),
	PAGE(GET,  "/desk",        PUBLIC,   ANY, NO,      0,    0, home_desk_get),
	PAGE(POST, "/preferences", PUBLIC,   ANY, NATURAL, 4096, 1, home_preferences_post),
	API (GET,  "/theme.css",   PUBLIC,   ANY, NO,      0,    0, home_theme_get),
	API (GET,  "/healthz",     PUBLIC,   ANY, NO,      0,    0, home_health_get),
	API (GET,  "/readyz",      LOOPBACK, ANY, NO,      0,    1, home_ready_get),
	API (GET,  "/api/v1/openapi.json", PUBLIC, ANY, NO, 0,   0, home_document_get),

	/* a customer's orders */
	PAGE(GET,  "/track",              PUBLIC,   ANY, NO,      0,    0, order_web_find_form),
	PAGE(POST, "/track",              PUBLIC,   ANY, NATURAL, 4096, 12, order_web_find),
	PAGE(GET,  "/track/lost",         PUBLIC,   ANY, NO,      0,    0, notify_web_lost_form),
	PAGE(POST, "/track/lost",         PUBLIC,   ANY, NATURAL, 4096, 6, notify_web_lost),
	PAGE(GET,  "/track/parcel",       PUBLIC,   ANY, NO,      0,    8, shipping_web_movement),
	PAGE(GET,  "/me/orders",          CUSTOMER, ANY, NO,      0,    5, order_web_own_list),
	PAGE(GET,  "/r/{number}",         PUBLIC,   ANY, NO,      0,    0, member_web_invitation),
	PAGE(GET,  "/s/{code}",           PUBLIC,   ANY, NO,      0,    1, order_web_short),
	PAGE(GET,  "/o/{number}",         ORDER,    ANY, NO,      0,    3, order_web_own),
	PAGE(GET,  "/o/{number}/cancel",  ORDER,    ANY, NO,      0,    3, order_web_own_cancel_form),
	PAGE(POST, "/o/{number}/cancel",  ORDER,    ANY, KEY,     4096, CHANGE, order_web_own_cancel),
	PAGE(GET,  "/o/{number}/address", ORDER,    ANY, NO,      0,    5, order_web_own_address_form),
	PAGE(POST, "/o/{number}/address", ORDER,    ANY, KEY,     FORM, CHANGE, order_web_own_address),
	PAGE(GET,  "/o/{number}/receipt", ORDER,    ANY, NO,      0,    3, order_web_own_receipt_form),
	PAGE(POST, "/o/{number}/receipt", ORDER,    ANY, KEY,     4096, CHANGE, order_web_own_receipt),
	PAGE(GET,  "/o/{number}/feedback", ORDER,   ANY, NO,      0,    18, feedback_web_talk),
	/* each item takes one */
	PAGE(POST, "/o/{number}/feedback", ORDER,   ANY, KEY,     FORM, PLACE, feedback_web_say),
	PAGE(GET,  "/o/{number}/messages", ORDER,   ANY, NO,      0,    5,  feedback_web_messages),
	PAGE(POST, "/o/{number}/messages", ORDER,   ANY, KEY,     FORM, 22, feedback_web_write),
	PAGE(GET,  "/o/{number}/survey", ORDER,    ANY, NO,      0,    12, survey_web_of_order),
	/* its facts are gathered where it begins */
	PAGE(GET,  "/survey/{code}", PUBLIC, ANY, NO,  0,    18, survey_web_own),
	PAGE(POST, "/survey/{code}", PUBLIC, ANY, KEY, FORM, 84, survey_web_answer),

	PAGE(GET,  "/o/{number}/follow-up", ORDER,  ANY, NO,      0,    9, feedback_web_follow),
	PAGE(POST, "/o/{number}/follow-up", ORDER,  ANY, KEY,     4096, 17, feedback_web_follow_add),
	PAGE(GET,  "/o/{number}/photos",    ORDER,  ANY, NO,      0,    9,  feedback_web_photos),
	PAGE(POST, "/o/{number}/photos",    ORDER,  ANY, KEY,     PICTURE, 22, feedback_web_photo_add),
	PAGE(POST, "/o/{number}/photos/remove", ORDER, ANY, NATURAL, 4096, 14, feedback_web_photo_remove),
	PAGE(POST, "/o/{number}/helpful",   ORDER,  ANY, NATURAL, 4096, 11, feedback_web_helpful_by_link),

	/* what everybody reads */
	PAGE(GET,  "/p/{sku}",  PUBLIC, ANY, NO, 0, 5, feedback_web_product),
	PAGE(GET,  "/p/{sku}/reviews", PUBLIC, ANY, NO, 0, 3, feedback_web_fragment),
	PAGE(GET,  "/reviews",  PUBLIC, ANY, NO, 0, 0, feedback_web_handling),

	/* what a recipient wants to be written to about */
	PAGE(GET,  "/messages/{id}",             PUBLIC, ANY, NO,      0,    5, notify_web_choices_by_link),
	PAGE(POST, "/messages/{id}",             PUBLIC, ANY, NATURAL, 4096, 16, notify_web_choose_by_link),
	PAGE(GET,  "/messages/{id}/unsubscribe", PUBLIC, ANY, NO,      0,    5, notify_web_choices_by_link),
	API (POST, "/messages/{id}/unsubscribe", LINK,   ANY, NATURAL, 4096, 11, notify_web_unsubscribe),
	API (POST, "/hooks/bounces",             LINK,   ANY, NATURAL, 4096, 12, notify_web_bounce),
	API (POST, "/hooks/mail",                LINK,   ANY, NATURAL, FORM, 18, feedback_web_mail),
	API (POST, "/hooks/messages",            LINK,   ANY, NATURAL, 16384, 40, feedback_web_chat),

	/* the customer's door and account */
	PAGE(GET,  "/sign-in",                   PUBLIC,   ANY, NO,      0,    0,  customer_web_sign_in_form),
	PAGE(POST, "/sign-in",                   PUBLIC,   ANY, NATURAL, 4096, 14, customer_web_sign_in),
	PAGE(GET,  "/sign-in/code",              PUBLIC,   ANY, NO,      0,    0,  customer_web_code_form),
	PAGE(POST, "/sign-in/code",              PUBLIC,   ANY, NATURAL, 4096, 240, customer_web_code),
	PAGE(GET,  "/join",                      PUBLIC,   ANY, NO,      0,    0,  customer_web_join_form),
	PAGE(POST, "/join",                      PUBLIC,   ANY, NATURAL, 4096, 14, customer_web_join),
	PAGE(GET,  "/join/code",                 PUBLIC,   ANY, NO,      0,    0,  customer_web_join_code_form),
	PAGE(POST, "/join/code",                 PUBLIC,   ANY, NATURAL, 4096, 240, customer_web_join_code),
	PAGE(GET,  "/sign-in/password",          PUBLIC,   ANY, NO,      0,    0,  customer_web_password_sign_in_form),
	PAGE(POST, "/sign-in/password",          PUBLIC,   ANY, NATURAL, 4096, 18, customer_web_password_sign_in),
	PAGE(POST, "/sign-out",                  PUBLIC,   ANY, NATURAL, 4096, 1,  customer_web_sign_out),
	PAGE(GET,  "/me/account",                CUSTOMER, ANY, NO,      0,    5,  customer_web_account),
	PAGE(POST, "/me/account",                CUSTOMER, ANY, KEY,     4096, 15, customer_web_account_save),
	PAGE(GET,  "/me/ways",                   CUSTOMER, ANY, NO,      0,    1,  customer_web_ways),
	PAGE(POST, "/me/ways",                   CUSTOMER, ANY, NATURAL, 4096, 14, customer_web_way_add),
	PAGE(GET,  "/me/code",                   CUSTOMER, ANY, NO,      0,    0,  customer_web_own_code_form),
	PAGE(POST, "/me/code",                   CUSTOMER, ANY, NATURAL, 4096, 240, customer_web_own_code),
	PAGE(GET,  "/me/password",               CUSTOMER, ANY, NO,      0,    3,  customer_web_password),
	PAGE(POST, "/me/password",               CUSTOMER, ANY, NATURAL, 4096, 16, customer_web_password_set),
	PAGE(POST, "/me/password/code",          CUSTOMER, ANY, NATURAL, 4096, 14, customer_web_password_code),
	PAGE(POST, "/me/password/remove",        CUSTOMER, ANY, KEY,     4096, 12, customer_web_password_remove),
	PAGE(GET,  "/me/erase",                  CUSTOMER, ANY, NO,      0,    2, customer_web_erase_form),
	PAGE(POST, "/me/erase",                  CUSTOMER, ANY, NATURAL, 4096, 52, customer_web_erase),
	PAGE(POST, "/me/erase/code",             CUSTOMER, ANY, NATURAL, 4096, 15, customer_web_erase_code),
	PAGE(GET,  "/me/data",                   CUSTOMER, ANY, NO,      0,    2, customer_web_data),
	PAGE(POST, "/me/data",                   CUSTOMER, ANY, KEY,     4096, 16, customer_web_data_ask),
	PAGE(POST, "/me/data/code",              CUSTOMER, ANY, NATURAL, 4096, 15, customer_web_data_code),
	PAGE(GET,  "/me/data/file",              CUSTOMER, ANY, NO,      0,    6, customer_web_data_file),
	PAGE(GET,  "/me/messages",               CUSTOMER, ANY, NO,      0,    6,  notify_web_choices),
	PAGE(POST, "/me/messages",               CUSTOMER, ANY, KEY,     4096, 52,  notify_web_choose),
	PAGE(GET,  "/me/contact",                CUSTOMER, ANY, NO,      0,    1,  feedback_web_contact),
	PAGE(POST, "/me/contact",                CUSTOMER, ANY, KEY,     FORM, 22, feedback_web_contact_write),
	PAGE(GET,  "/me/sessions",               CUSTOMER, ANY, NO,      0,    1,  customer_web_sessions),
	PAGE(GET,  "/me/sign-ins",               CUSTOMER, ANY, NO,      0,    1,  customer_web_sign_ins),
	PAGE(POST, "/me/personal",               CUSTOMER, ANY, KEY,     4096, 16, customer_web_personal),
	PAGE(GET,  "/me/kept/{token}",           CUSTOMER, ANY, NO,      0,    2,  guard_web_kept),
	PAGE(POST, "/me/end-others",             CUSTOMER, ANY, KEY,     4096, 10, customer_web_end_others),
	PAGE(POST, "/me/sessions/{id}/end",      CUSTOMER, ANY, KEY,     4096, 10, customer_web_end_session),
	PAGE(GET,  "/me/about",                  CUSTOMER, ANY, NO,      0,    3,  customer_web_about),
	PAGE(POST, "/me/about",                  CUSTOMER, ANY, KEY,     8192, 30, customer_web_about_save),
	PAGE(GET,  "/me/wishes",                 CUSTOMER, ANY, NO,      0,    3,  customer_web_own_wishes),
	PAGE(POST, "/me/wishes",                 CUSTOMER, ANY, KEY,     16384, 28, customer_web_own_wishes_save),
	PAGE(GET,  "/me/reviews",                CUSTOMER, ANY, NO,      0,    1,  feedback_web_mine),
	PAGE(GET,  "/me/points",                 CUSTOMER, ANY, NO,      0,    8,  member_web_own),
	PAGE(GET,  "/me/invite",                 CUSTOMER, ANY, NO,      0,    3,  member_web_invite),
	PAGE(POST, "/me/invite",                 CUSTOMER, ANY, KEY,     4096, 30, member_web_invited),
	PAGE(GET,  "/me/rewards",                CUSTOMER, ANY, NO,      0,    8,  member_web_own_rewards),
	PAGE(POST, "/me/rewards/{id}",           CUSTOMER, ANY, KEY,     4096, 40, member_web_claim),
	PAGE(POST, "/me/helpful",                CUSTOMER, ANY, NATURAL, 4096, 8,  feedback_web_helpful),
	PAGE(GET,  "/me/addresses",              CUSTOMER, ANY, NO,      0,    1,  customer_web_addresses),
	PAGE(POST, "/me/addresses",              CUSTOMER, ANY, KEY,     8192, 16, customer_web_address_add),
	PAGE(GET,  "/me/addresses/new",          CUSTOMER, ANY, NO,      0,    0,  customer_web_address_add_form),
	PAGE(GET,  "/me/addresses/{id}",         CUSTOMER, ANY, NO,      0,    2,  customer_web_address_form),
	PAGE(POST, "/me/addresses/{id}",         CUSTOMER, ANY, KEY,     8192, 16, customer_web_address_save),
	PAGE(POST, "/me/addresses/{id}/default", CUSTOMER, ANY, KEY,     4096, 12, customer_web_address_default),
	PAGE(POST, "/me/addresses/{id}/remove",  CUSTOMER, ANY, KEY,     4096, 14, customer_web_address_remove),

	/* staff come in */
	PAGE(GET,  "/desk/sign-in",        PUBLIC, ANY, NO,      0,    0, staff_web_sign_in_form),
	PAGE(POST, "/desk/sign-in",        PUBLIC, ANY, NATURAL, 4096, 13, staff_web_sign_in),
	PAGE(GET,  "/desk/code",           PUBLIC, ANY, NO,      0,    0, staff_web_code_form),
	PAGE(POST, "/desk/code",           PUBLIC, ANY, NATURAL, 4096, 13, staff_web_code),
	PAGE(GET,  "/desk/invite/{token}", PUBLIC, ANY, NO,      0,    2, staff_web_invited),
	PAGE(POST, "/desk/invite/{token}", PUBLIC, ANY, NATURAL, 4096, 13, staff_web_accept),
	PAGE(GET,  "/desk/enrol",          PUBLIC, ANY, NO,      0,    1, staff_web_enrol_form),
	PAGE(POST, "/desk/enrol",          PUBLIC, ANY, NATURAL, 4096, 24, staff_web_enrol),
	PAGE(POST, "/desk/sign-out",       PUBLIC, ANY, NATURAL, 4096, 1, staff_web_sign_out),
	PAGE(GET,  "/desk/kept/{token}",   MEMBER, ANY, NO,      0,    2, guard_web_kept),

	/* the order desk */
	LIST_PAGE(GET, "/desk/orders",                PERM_ORDERS_READ, 34, OF_ORDERS, order_web_list),
	PAGE(POST, "/desk/orders",                      STAFF, PERM_ORDERS_PLACE,  KEY, FORM, PLACE, order_web_place),
	PAGE(GET,  "/desk/orders/new",                  STAFF, PERM_ORDERS_PLACE,  NO,  0,    7,  order_web_place_form),
	PAGE(POST, "/desk/orders/new",                  STAFF, PERM_ORDERS_PLACE,  NATURAL, FORM, 9, order_web_place_look),
	/* what each act needs besides, the handler asks */
	PAGE(POST, "/desk/orders/bulk",                 STAFF, PERM_ORDERS_READ,   NATURAL, FORM, 90, order_web_bulk_check),
	PAGE(POST, "/desk/orders/bulk/do",              STAFF, PERM_ORDERS_READ,   KEY, FORM, 90, order_web_bulk),
	LIST_PAGE(GET, "/desk/order-views/new",       PERM_ORDERS_READ, 0,  OF_ORDERS, order_web_saved_new),
	PAGE(POST, "/desk/order-views",                 STAFF, PERM_ORDERS_READ,   KEY, 8192, 12, order_web_saved_add),
	PAGE(GET,  "/desk/order-views/{id}",            STAFF, PERM_ORDERS_READ,   NO,  0,    1,  order_web_saved_show),
	PAGE(POST, "/desk/order-views/{id}",            STAFF, PERM_ORDERS_READ,   KEY, 8192, 13, order_web_saved_change),
	PAGE(POST, "/desk/order-views/{id}/delete",     STAFF, PERM_ORDERS_READ,   KEY, 4096, 11, order_web_saved_remove),
	PAGE(GET,  "/desk/orders/{number}",             STAFF, PERM_ORDERS_READ,   NO,  0,    57, order_web_show),
	PAGE(GET,  "/desk/orders/{number}/promotions",  STAFF, PERM_ORDERS_READ,   NO,  0,    20, order_web_promotions),
	API (GET,  "/api/v1/orders/{number}/promotions", STAFF, PERM_ORDERS_READ,  NO,  0,    20, order_web_promotions),
	PAGE(POST, "/desk/orders/{number}/full",        STAFF, PERM_PERSONAL_DATA, NATURAL, 4096, 58, order_web_show_full),
	PAGE(POST, "/desk/orders/{number}/findings/{id}", STAFF, PERM_ORDERS_CHANGE, KEY, 4096, PLACE, order_web_finding),
	API (POST, "/api/v1/orders/{number}/findings/{id}", STAFF, PERM_ORDERS_CHANGE, KEY, 4096, PLACE, order_web_finding),
	PAGE(GET,  "/desk/notices",                     STAFF, PERM_ORDERS_READ,   NO,  0,    1,  notice_web_list),
	PAGE(POST, "/desk/notices",                     STAFF, PERM_ORDERS_READ,   KEY, 4096, 9,  notice_web_seen),
	PAGE(GET,  "/desk/notices/choices",             STAFF, PERM_ORDERS_READ,   NO,  0,    1,  notice_web_choices),
	PAGE(POST, "/desk/notices/choices",             STAFF, PERM_ORDERS_READ,   KEY, 4096, 12, notice_web_choose),
	PAGE(GET,  "/desk/checks",                      STAFF, PERM_ORDERS_READ,   NO,  0,    2,  order_web_checks),
	PAGE(POST, "/desk/orders/{number}/notes",       STAFF, PERM_ORDERS_CHANGE, KEY, FORM, 32, order_web_note),
	DESK_ACT("confirm",     PERM_ORDERS_CHANGE, order_web_confirm),
	DESK_ACT("hold",        PERM_ORDERS_CHANGE, order_web_hold),
	DESK_ACT("release",     PERM_ORDERS_CHANGE, order_web_release),
	DESK_ACT("close",       PERM_ORDERS_CHANGE, order_web_close),
	DESK_ACT("cancel",      PERM_ORDERS_CANCEL, order_web_cancel),
	DESK_ACT("cancel-line", PERM_ORDERS_CANCEL, order_web_cancel_line),
	DESK_ACT("reopen",      PERM_ORDERS_CANCEL, order_web_reopen),
	DESK_ACT("wait",        PERM_ORDERS_CHANGE, order_web_wait),
	DESK_ACT("promise",     PERM_ORDERS_CHANGE, order_web_promise),
	DESK_ACT("address",     PERM_ORDERS_CHANGE, order_web_address),
	DESK_ACT("links",       PERM_ORDERS_CHANGE, order_web_link),
	PAGE(POST, "/desk/orders/{number}/links/{id}/remove",   STAFF, PERM_ORDERS_CHANGE, KEY, 4096, CHANGE, order_web_unlink),
	API (POST, "/api/v1/orders/{number}/links/{id}/remove", STAFF, PERM_ORDERS_CHANGE, KEY, 4096, CHANGE, order_web_unlink),
	DESK_ACT("tags",        PERM_ORDERS_CHANGE, order_web_tag),
	PAGE(POST, "/desk/orders/{number}/tags/remove",   STAFF, PERM_ORDERS_CHANGE, KEY, 4096, CHANGE, order_web_untag),
	API (POST, "/api/v1/orders/{number}/tags/remove", STAFF, PERM_ORDERS_CHANGE, KEY, 4096, CHANGE, order_web_untag),
	DESK_ACT("edit",        PERM_ORDERS_CHANGE, order_web_edit),
	PAGE(POST, "/desk/orders/{number}/edit/check",   STAFF, PERM_ORDERS_CHANGE, NATURAL, FORM, CHANGE, order_web_edit_check),
	API (POST, "/api/v1/orders/{number}/edit/check", STAFF, PERM_ORDERS_CHANGE, NATURAL, FORM, CHANGE, order_web_edit_check),
	DESK_ACT("split",       PERM_ORDERS_CHANGE, order_web_split),
	PAGE(POST, "/desk/orders/{number}/split/check",   STAFF, PERM_ORDERS_CHANGE, NATURAL, FORM, 40, order_web_split_check),
	API (POST, "/api/v1/orders/{number}/split/check", STAFF, PERM_ORDERS_CHANGE, NATURAL, FORM, 40, order_web_split_check),
	DESK_ACT("merge",       PERM_ORDERS_CANCEL, order_web_merge),
	PAGE(POST, "/desk/orders/{number}/merge/check",   STAFF, PERM_ORDERS_CANCEL, NATURAL, FORM, 40, order_web_merge_check),
	API (POST, "/api/v1/orders/{number}/merge/check", STAFF, PERM_ORDERS_CANCEL, NATURAL, FORM, 40, order_web_merge_check),
	DESK_ACT("payments",    PERM_PAYMENTS,      payment_web_capture),
	DESK_MONEY_ACT("refunds", PERM_REFUNDS,       payment_web_refund),
	DESK_MONEY_ACT("credits", PERM_REFUNDS,       payment_web_credit),
	API (GET,  "/api/v1/payments",               STAFF, PERM_ORDERS_READ, NO, 0, 1, payment_web_all),
	API (GET,  "/api/v1/orders/{number}/ledger", STAFF, PERM_ORDERS_READ, NO, 0, 6, payment_web_list),

	/* what is made to order */
	PAGE(GET,  "/desk/production",             STAFF, PERM_PRODUCTION, NO,  0,    3,      production_web_list),
	PAGE(POST, "/desk/production",             STAFF, PERM_PRODUCTION, KEY, FORM, BATCH,  production_web_plan),
	PAGE(GET,  "/desk/production/new",         STAFF, PERM_PRODUCTION, NO,  0,    1,      production_web_plan_form),
	PAGE(GET,  "/desk/production/{id}",        STAFF, PERM_PRODUCTION, NO,  0,    2,      production_web_show),
	PAGE(GET,  "/desk/production/{id}/sheet",  STAFF, PERM_PRODUCTION, NO,  0,    2,      production_web_sheet),
	PAGE(POST, "/desk/production/{id}/start",  STAFF, PERM_PRODUCTION, KEY, 4096, BATCH,  production_web_start),
	PAGE(POST, "/desk/production/{id}/finish", STAFF, PERM_PRODUCTION, KEY, 4096, BATCH,  production_web_finish),
	API (GET,  "/api/v1/production",             STAFF, PERM_PRODUCTION, NO,  0,    1,     production_api_list),
	API (POST, "/api/v1/production",             STAFF, PERM_PRODUCTION, KEY, FORM, BATCH, production_web_plan),
	API (GET,  "/api/v1/production/to-make",     STAFF, PERM_PRODUCTION, NO,  0,    1,     production_api_to_make),
	API (GET,  "/api/v1/production/{id}",        STAFF, PERM_PRODUCTION, NO,  0,    2,     production_web_show),
	API (POST, "/api/v1/production/{id}/start",  STAFF, PERM_PRODUCTION, KEY, 4096, BATCH, production_web_start),
	API (POST, "/api/v1/production/{id}/finish", STAFF, PERM_PRODUCTION, KEY, 4096, BATCH, production_web_finish),

	/* parcels */
	PAGE(GET,  "/desk/orders/{number}/parcels",   STAFF, PERM_PARCELS, NO,  0,    8,      shipping_web_pack_form),
	PAGE(GET,  "/desk/orders/{number}/pick-list", STAFF, PERM_PARCELS, NO,  0,    9,     shipping_web_pick_list),
	PAGE(POST, "/desk/orders/{number}/parcels",   STAFF, PERM_PARCELS, KEY, FORM, PARCEL, shipping_web_pack),
	API (POST, "/api/v1/orders/{number}/parcels", STAFF, PERM_PARCELS, KEY, FORM, PARCEL, shipping_web_pack),
	PAGE(GET,  "/desk/parcels/{id}",              STAFF, PERM_PARCELS, NO,  0,    28,     shipping_web_show),
	API (POST, "/api/v1/parcels/events",          STAFF, PERM_PARCELS, NATURAL, FORM, PARCEL, shipping_web_numbered_news),
	API (GET,  "/api/v1/parcels",                 STAFF, PERM_PARCELS, NO,  0,    1,      shipping_web_list),
	API (GET,  "/api/v1/parcels/{id}",            STAFF, PERM_PARCELS, NO,  0,    28,     shipping_web_show),
	PARCEL_ACT("ship",    shipping_web_ship),
	PARCEL_ACT("events",  shipping_web_news),
	PARCEL_ACT("promise", shipping_web_promise),
	PARCEL_ACT("deliver", shipping_web_deliver),
	PARCEL_ACT("solve",   shipping_web_solve),
	PARCEL_ACT("unpack",  shipping_web_unpack),

	/* the desk's customers and catalogue */
	LIST_PAGE(GET, "/desk/customer-views/new",       PERM_CUSTOMERS_READ, 0,  OF_CUSTOMERS, customer_web_saved_new),
	PAGE(POST, "/desk/customer-views",             STAFF, PERM_CUSTOMERS_READ, KEY, 8192, 12, customer_web_saved_add),
	PAGE(GET,  "/desk/customer-views/{id}",        STAFF, PERM_CUSTOMERS_READ, NO,  0,    1,  customer_web_saved_show),
	PAGE(POST, "/desk/customer-views/{id}",        STAFF, PERM_CUSTOMERS_READ, KEY, 8192, 13, customer_web_saved_change),
	PAGE(POST, "/desk/customer-views/{id}/delete", STAFF, PERM_CUSTOMERS_READ, KEY, 4096, 11, customer_web_saved_remove),
	LIST_PAGE(GET, "/desk/customers",             PERM_CUSTOMERS_READ, 15, OF_CUSTOMERS, customer_web_list),
	PAGE(POST, "/desk/customers/bulk",           STAFF, PERM_CUSTOMERS_CHANGE, NATURAL, FORM, 95, customer_web_bulk_check),
	PAGE(POST, "/desk/customers/bulk/do",        STAFF, PERM_CUSTOMERS_CHANGE, KEY,     FORM, 55, customer_web_bulk),
	PAGE(GET,  "/desk/customers/join",           STAFF, PERM_CUSTOMERS_READ,   NO,      0,    0,  customer_web_join_codes),
	PAGE(GET,  "/desk/customers/alike",          STAFF, PERM_CUSTOMERS_MERGE,  NO,      0,    3,  customer_web_alike),
	PAGE(GET,  "/desk/customers/{number}",       STAFF, PERM_CUSTOMERS_READ,   NO,      0,    23, customer_web_show),
	PAGE(POST, "/desk/customers/{number}/full",  STAFF, PERM_PERSONAL_DATA,    NATURAL, 4096, 28, customer_web_show_full),
	PAGE(POST, "/desk/customers/{number}/notes", STAFF, PERM_CUSTOMERS_CHANGE, KEY,     FORM, 29, customer_web_note),
	PAGE(POST, "/desk/customers/{number}/tags",  STAFF, PERM_CUSTOMERS_CHANGE, KEY,     4096, 32, customer_web_tag),
	PAGE(POST, "/desk/customers/{number}/tags/remove", STAFF, PERM_CUSTOMERS_CHANGE, KEY, 4096, 29, customer_web_untag),
	PAGE(GET,  "/desk/customers/{number}/merge/{other}", STAFF, PERM_CUSTOMERS_MERGE, NO, 0, 26, customer_web_merge_form),
	PROVEN_PAGE(POST, "/desk/customers/{number}/merge/{other}", STAFF, PERM_CUSTOMERS_MERGE, KEY, 4096, 170, customer_web_merge),
	PROVEN_PAGE(POST, "/desk/customers/{number}/merges/{id}/undo", STAFF, PERM_CUSTOMERS_MERGE, KEY, 4096, 170, customer_web_merge_undo),
	PAGE(GET,  "/desk/customers/{number}/orders",   STAFF, PERM_CUSTOMERS_READ, NO, 0, 8, customer_web_orders),
	PAGE(GET,  "/desk/customers/{number}/contacts", STAFF, PERM_CUSTOMERS_READ, NO, 0, 18, customer_web_contacts),
	PAGE(GET,  "/desk/customers/{number}/messages", STAFF, PERM_CUSTOMERS_READ, NO, 0, 6, customer_web_messages),
	PAGE(GET,  "/desk/customers/{number}/points/change", STAFF, PERM_POINTS, NO,  0,    2,  customer_web_points_form),
	PAGE(POST, "/desk/customers/{number}/points/change", STAFF, PERM_POINTS, KEY, 4096, 20, customer_web_points_change),
	PAGE(GET,  "/desk/points",            STAFF, PERM_POINTS, NO, 0, 3, member_web_report),
	PAGE(GET,  "/desk/customers/{number}/points", STAFF, PERM_CUSTOMERS_READ, NO, 0, 14, customer_web_points),
	PAGE(GET,  "/desk/customers/{number}/wishes", STAFF, PERM_CUSTOMERS_CHANGE, NO, 0, 3, customer_web_wishes),
	PAGE(POST, "/desk/customers/{number}/wishes", STAFF, PERM_CUSTOMERS_CHANGE, KEY, 16384, 28, customer_web_wishes_save),
	PAGE(GET,  "/desk/categories",               STAFF, PERM_CATALOG_READ,     NO,      0,    1,  catalog_web_categories),
	PAGE(POST, "/desk/categories",               STAFF, PERM_CATALOG_CHANGE,   KEY,     4096, 18, catalog_web_category_add),
	PAGE(GET,  "/desk/categories/{id}",          STAFF, PERM_CATALOG_READ,     NO,      0,    3,  catalog_web_category),
	PAGE(POST, "/desk/categories/{id}",          STAFF, PERM_CATALOG_CHANGE,   KEY,     4096, 22, catalog_web_category_change),
	PAGE(POST, "/desk/categories/{id}/remove",   STAFF, PERM_CATALOG_CHANGE,   KEY,     4096, 18, catalog_web_category_remove),
	PAGE(GET,  "/desk/products",                 STAFF, PERM_CATALOG_READ,     NO,      0,    3,  catalog_web_list),
	PAGE(POST, "/desk/products",                 STAFF, PERM_CATALOG_CHANGE,   KEY,     FORM, 300, catalog_web_add),
	PAGE(POST, "/desk/products/bulk",            STAFF, PERM_CATALOG_CHANGE,   NATURAL, FORM, 45, catalog_web_bulk_check),
	PAGE(POST, "/desk/products/bulk/do",         STAFF, PERM_CATALOG_CHANGE,   KEY,     FORM, 55, catalog_web_bulk),
	PAGE(GET,  "/desk/products/new",             STAFF, PERM_CATALOG_CHANGE,   NO,      0,    1,  catalog_web_add_form),
	PAGE(GET,  "/desk/products/{code}",          STAFF, PERM_CATALOG_READ,     NO,      0,    10,  catalog_web_show),
	PAGE(GET,  "/desk/products/{code}/options",  STAFF, PERM_CATALOG_READ,     NO,      0,    6,  catalog_web_options_form),
	PAGE(POST, "/desk/products/{code}/options",  STAFF, PERM_CATALOG_CHANGE,   KEY,     FORM, 180, catalog_web_options),
	PAGE(GET,  "/desk/products/{code}/changes",  STAFF, PERM_CATALOG_READ,     NO,      0,    6,  catalog_web_changes),
	PAGE(POST, "/desk/products/{code}",          STAFF, PERM_CATALOG_CHANGE,   KEY,     FORM, 300, catalog_web_change),
	PAGE(GET,  "/desk/products/{code}/pictures", STAFF, PERM_CATALOG_READ,     NO,      0,    4,  picture_web_list),
	PAGE(POST, "/desk/pictures",                 STAFF, PERM_CATALOG_CHANGE,   KEY,  PICTURE, 20, picture_web_add),
	PAGE(GET,  "/desk/pictures/{id}",            STAFF, PERM_CATALOG_READ,     NO,      0,    5,  picture_web_show),
	PAGE(POST, "/desk/pictures/{id}",            STAFF, PERM_CATALOG_CHANGE,   KEY,     4096, 20, picture_web_describe),
	PAGE(POST, "/desk/pictures/{id}/move",       STAFF, PERM_CATALOG_CHANGE,   KEY,     4096, 20, picture_web_move),
	PAGE(POST, "/desk/pictures/{id}/remove",     STAFF, PERM_CATALOG_CHANGE,   KEY,     4096, 23, picture_web_remove),

	/* messages */
	PAGE(GET,  "/desk/outbox",            STAFF, PERM_MESSAGES, NO,  0,    3, notify_web_list),
	PAGE(POST, "/desk/outbox/again",      STAFF, PERM_MESSAGES, KEY, 4096, 10, notify_web_all_again),
	PAGE(GET,  "/desk/outbox/{id}",       STAFF, PERM_MESSAGES, NO,  0,    51, notify_web_show),
	PAGE(POST, "/desk/outbox/{id}/again", STAFF, PERM_MESSAGES, KEY, 4096, 13, notify_web_again),

	/* who works here */
	PAGE(GET,  "/desk/staff",     STAFF, PERM_STAFF, NO,  0,    1, staff_web_people),
	PROVEN_PAGE(POST, "/desk/staff", STAFF, PERM_STAFF, KEY, 4096, 14, staff_web_invite),
	PAGE(GET,  "/desk/staff/new", STAFF, PERM_STAFF, NO,  0,    2, staff_web_invite_form),
	PAGE(GET,  "/desk/staff/roles",               STAFF, PERM_STAFF, NO,  0,    2, staff_web_roles),
	PROVEN_PAGE(POST, "/desk/staff/roles",        STAFF, PERM_STAFF, KEY, 8192, 14, staff_web_make_role),
	PAGE(GET,  "/desk/staff/roles/new",           STAFF, PERM_STAFF, NO,  0,    0, staff_web_role_new),
	PAGE(GET,  "/desk/staff/roles/{word}",        STAFF, PERM_STAFF, NO,  0,    2, staff_web_role_form),
	PROVEN_PAGE(POST, "/desk/staff/roles/{word}", STAFF, PERM_STAFF, KEY, 8192, 16, staff_web_change_role),
	PROVEN_PAGE(POST, "/desk/staff/roles/{word}/delete", STAFF, PERM_STAFF, KEY, 4096, 16, staff_web_delete_role),
	PAGE(GET,  "/desk/staff/{id}", STAFF, PERM_STAFF, NO, 0,    4, staff_web_person),
	STAFF_ACT("invite",       staff_web_invite_again),
	STAFF_ACT("withdraw",     staff_web_withdraw),
	STAFF_ACT("role",         staff_web_role),
	STAFF_ACT("off",          staff_web_switch_off),
	STAFF_ACT("end-sessions", staff_web_end_sessions),
	STAFF_ACT("reset",        staff_web_reset),

	/* what takes something off orders */
	PAGE(GET,  "/desk/promotions",                 STAFF, PERM_ORDERS_READ, NO,  0,    2,  promotion_web_list),
	PAGE(POST, "/desk/promotions",                 STAFF, PERM_PROMOTIONS,  KEY, FORM, 300, promotion_web_add),
	PAGE(GET,  "/desk/promotions/new",             STAFF, PERM_PROMOTIONS,  NO,  0,    1,  promotion_web_form),
	PAGE(GET,  "/desk/promotions/{id}",            STAFF, PERM_ORDERS_READ, NO,  0,    7,  promotion_web_show),
	PAGE(POST, "/desk/promotions/{id}",            STAFF, PERM_PROMOTIONS,  KEY, 4096, 20, promotion_web_change),
	PAGE(POST, "/desk/promotions/{id}/end",        STAFF, PERM_PROMOTIONS,  KEY, 4096, 24, promotion_web_end),
	PAGE(GET,  "/desk/promotions/{id}/codes",      STAFF, PERM_PROMOTIONS,  NO,  0,    2,  promotion_web_code_form),
	PAGE(POST, "/desk/promotions/{id}/codes",      STAFF, PERM_PROMOTIONS,  KEY, 4096, 20, promotion_web_add_code),
	PAGE(POST, "/desk/promotions/{id}/codes/end",  STAFF, PERM_PROMOTIONS,  KEY, 4096, 20, promotion_web_end_code),
	API (GET,  "/api/v1/promotions",                STAFF, PERM_ORDERS_READ, NO,  0,    2,  promotion_web_api_list),
	API (POST, "/api/v1/promotions",                STAFF, PERM_PROMOTIONS,  KEY, FORM, 300, promotion_web_add),
	API (GET,  "/api/v1/promotions/{id}",           STAFF, PERM_ORDERS_READ, NO,  0,    7,  promotion_web_api_show),
	API (POST, "/api/v1/promotions/{id}",           STAFF, PERM_PROMOTIONS,  KEY, 4096, 20, promotion_web_change),
	API (POST, "/api/v1/promotions/{id}/end",       STAFF, PERM_PROMOTIONS,  KEY, 4096, 24, promotion_web_end),
	API (POST, "/api/v1/promotions/{id}/codes",     STAFF, PERM_PROMOTIONS,  KEY, 4096, 20, promotion_web_add_code),
	API (POST, "/api/v1/promotions/{id}/codes/end", STAFF, PERM_PROMOTIONS,  KEY, 4096, 20, promotion_web_end_code),

	/* what a shop sets itself */
	PAGE(GET,  "/desk/settings",        STAFF, PERM_SETTINGS, NO,  0,    1,   setting_web_show),
	PROVEN_PAGE(POST, "/desk/settings", STAFF, PERM_SETTINGS, KEY, 16384, 160, setting_web_save),

	/* the ways messages go */
	PAGE(GET,  "/desk/settings/logo",            STAFF, PERM_SETTINGS, NO,  0,       1,  picture_web_logo),
	PAGE(POST, "/desk/settings/logo",            STAFF, PERM_SETTINGS, KEY, PICTURE, 20, picture_web_bring_logo),
	PAGE(POST, "/desk/settings/logo/remove",     STAFF, PERM_SETTINGS, KEY, 4096,    20, picture_web_drop_logo),
	PAGE(GET,  "/desk/settings/bounces",                         STAFF, PERM_SETTINGS, NO,  0,     2, notify_web_bounces),
	PROVEN_PAGE(POST, "/desk/settings/bounces",                  STAFF, PERM_SETTINGS, KEY, 4096,  16, notify_web_bounce_secret),
	PAGE(GET,  "/desk/settings/tax",                    STAFF, PERM_SETTINGS, NO,  0,    1,  tax_web_list),
	PROVEN_PAGE(POST, "/desk/settings/tax",             STAFF, PERM_SETTINGS, KEY, 4096, 16, tax_web_add),
	PAGE(GET,  "/desk/settings/tax/new",                STAFF, PERM_SETTINGS, NO,  0,    0,  tax_web_form),
	PAGE(GET,  "/desk/settings/tax/{id}",               STAFF, PERM_SETTINGS, NO,  0,    1,  tax_web_show),
	PROVEN_PAGE(POST, "/desk/settings/tax/{id}",        STAFF, PERM_SETTINGS, KEY, 4096, 18, tax_web_change),
	PROVEN_PAGE(POST, "/desk/settings/tax/{id}/remove", STAFF, PERM_SETTINGS, KEY, 4096, 18, tax_web_remove),
	PAGE(GET,  "/desk/referrals",            STAFF, PERM_CUSTOMERS_READ, NO, 0, 1, member_web_referrals),
	PAGE(GET,  "/desk/referrals/{id}/allow", STAFF, PERM_POINTS, NO, 0, 1, member_web_referral_form),
	PAGE(POST, "/desk/referrals/{id}/allow", STAFF, PERM_POINTS, KEY, 4096, 14, member_web_referral_allow),
	API (GET,  "/api/v1/referrals",          STAFF, PERM_CUSTOMERS_READ, NO, 0, 1, member_web_api_referrals),
	API (POST, "/api/v1/referrals/{id}/allow", STAFF, PERM_POINTS, KEY, 4096, 14, member_web_referral_allow),
	PAGE(GET,  "/desk/rewards",              STAFF, PERM_ORDERS_READ, NO,  0,    2,  member_web_rewards),
	PAGE(POST, "/desk/rewards",              STAFF, PERM_PROMOTIONS,  KEY, 8192, 24, member_web_reward_add),
	PAGE(GET,  "/desk/rewards/new",          STAFF, PERM_PROMOTIONS,  NO,  0,    1,  member_web_reward_form),
	PAGE(GET,  "/desk/rewards/{id}",         STAFF, PERM_ORDERS_READ, NO,  0,    4,  member_web_reward),
	PAGE(POST, "/desk/rewards/{id}",         STAFF, PERM_PROMOTIONS,  KEY, 8192, 24, member_web_reward_change),
	PAGE(POST, "/desk/rewards/{id}/return",  STAFF, PERM_POINTS,      KEY, 4096, 28, member_web_claim_return),
	API (GET,  "/api/v1/rewards",             STAFF, PERM_ORDERS_READ, NO,  0,    2,  member_web_api_rewards),
	API (POST, "/api/v1/rewards",             STAFF, PERM_PROMOTIONS,  KEY, 8192, 24, member_web_reward_add),
	API (GET,  "/api/v1/rewards/{id}",        STAFF, PERM_ORDERS_READ, NO,  0,    3,  member_web_api_reward),
	API (POST, "/api/v1/rewards/{id}",        STAFF, PERM_PROMOTIONS,  KEY, 8192, 24, member_web_reward_change),
	API (POST, "/api/v1/rewards/{id}/return", STAFF, PERM_POINTS,      KEY, 4096, 28, member_web_claim_return),
	PAGE(GET,  "/desk/settings/tiers",                    STAFF, PERM_SETTINGS, NO,  0,    2,  member_web_tiers),
	PROVEN_PAGE(POST, "/desk/settings/tiers",             STAFF, PERM_SETTINGS, KEY, 8192, 19, member_web_tier_add),
	PROVEN_PAGE(POST, "/desk/settings/tiers/way",         STAFF, PERM_SETTINGS, KEY, 4096, 26, member_web_tier_scheme),
	PAGE(GET,  "/desk/settings/tiers/new",                STAFF, PERM_SETTINGS, NO,  0,    0,  member_web_tier_form),
	PAGE(GET,  "/desk/settings/tiers/{id}",               STAFF, PERM_SETTINGS, NO,  0,    1,  member_web_tier),
	PROVEN_PAGE(POST, "/desk/settings/tiers/{id}",        STAFF, PERM_SETTINGS, KEY, 8192, 20, member_web_tier_change),
	PROVEN_PAGE(POST, "/desk/settings/tiers/{id}/remove", STAFF, PERM_SETTINGS, KEY, 4096, 20, member_web_tier_remove),
	PAGE(GET,  "/desk/settings/chats",                           STAFF, PERM_SETTINGS, NO,  0,     6, feedback_web_chats),
	PROVEN_PAGE(POST, "/desk/settings/chats",                    STAFF, PERM_SETTINGS, KEY, 4096,  24, feedback_web_chat_secret),
	PAGE(GET,  "/desk/settings/messages",                        STAFF, PERM_SETTINGS, NO,  0,     14, notify_web_channels),
	PAGE(GET,  "/desk/settings/messages/{channel}",              STAFF, PERM_SETTINGS, NO,  0,     2, notify_web_channel),
	PROVEN_PAGE(POST, "/desk/settings/messages/{channel}",       STAFF, PERM_SETTINGS, KEY, 16384, 14, notify_web_channel_save),
	PAGE(GET,  "/desk/settings/messages/{channel}/try",          STAFF, PERM_SETTINGS, NO,  0,     2, notify_web_channel_try_form),
	PROVEN_PAGE(POST, "/desk/settings/messages/{channel}/try",   STAFF, PERM_SETTINGS, KEY, 4096,  14, notify_web_channel_try),

	/* programs' keys */
	PAGE(GET,  "/desk/settings/keys",             STAFF, PERM_SETTINGS, NO,  0,    1,  staff_web_keys),
	PROVEN_PAGE(POST, "/desk/settings/keys",      STAFF, PERM_SETTINGS, KEY, 8192, 9,  staff_web_make_key),
	PAGE(GET,  "/desk/settings/keys/new",         STAFF, PERM_SETTINGS, NO,  0,    0,  staff_web_key_form),
	PAGE(GET,  "/desk/settings/keys/{id}",        STAFF, PERM_SETTINGS, NO,  0,    1,  staff_web_key),
	PROVEN_PAGE(POST, "/desk/settings/keys/{id}/revoke", STAFF, PERM_SETTINGS, KEY, 4096, 10, staff_web_revoke_key),

	/* other programs that are told */
	PAGE(GET,  "/desk/settings/webhooks",                    STAFF, PERM_SETTINGS, NO,  0,    1,  hook_web_list),
	PROVEN_PAGE(POST, "/desk/settings/webhooks",             STAFF, PERM_SETTINGS, KEY, 8192, 13, hook_web_add),
	PAGE(GET,  "/desk/settings/webhooks/new",                STAFF, PERM_SETTINGS, NO,  0,    0,  hook_web_form),
	PAGE(GET,  "/desk/settings/webhooks/{id}",               STAFF, PERM_SETTINGS, NO,  0,    1,  hook_web_show),
	PROVEN_PAGE(POST, "/desk/settings/webhooks/{id}",        STAFF, PERM_SETTINGS, KEY, 8192, 14, hook_web_change),
	HOOK_ACT("rotate",  hook_web_rotate),
	HOOK_ACT("on",      hook_web_on),
	HOOK_ACT("off",     hook_web_off),
	HOOK_ACT("remove",  hook_web_remove),
	HOOK_ACT("try",     hook_web_try),
	HOOK_ACT("replay",  hook_web_replay_range),
	PAGE(GET,  "/desk/settings/webhooks/{id}/log",           STAFF, PERM_SETTINGS, NO,  0,    2,  hook_web_log),
	PAGE(GET,  "/desk/settings/webhooks/{id}/log/{delivery}", STAFF, PERM_SETTINGS, NO, 0,    3,  hook_web_delivery),
	HOOK_ACT("log/{delivery}/replay", hook_web_replay),

	/* the same by programs */
	API (GET,  "/api/v1/webhooks",             STAFF, PERM_SETTINGS, NO,  0,    1,  hook_api_list),
	PROVEN_API(POST, "/api/v1/webhooks",       STAFF, PERM_SETTINGS, KEY, 8192, 13, hook_web_add),
	API (GET,  "/api/v1/webhooks/{id}",        STAFF, PERM_SETTINGS, NO,  0,    1,  hook_api_show),
	PROVEN_API(POST, "/api/v1/webhooks/{id}",  STAFF, PERM_SETTINGS, KEY, 8192, 14, hook_web_change),
	HOOK_API("rotate", hook_web_rotate),
	HOOK_API("on",     hook_web_on),
	HOOK_API("off",    hook_web_off),
	HOOK_API("remove", hook_web_remove),
	HOOK_API("try",    hook_web_try),
	HOOK_API("replay", hook_web_replay_range),
	API (GET,  "/api/v1/webhooks/{id}/deliveries",            STAFF, PERM_SETTINGS, NO, 0, 2, hook_api_deliveries),
	API (GET,  "/api/v1/webhooks/{id}/deliveries/{delivery}", STAFF, PERM_SETTINGS, NO, 0, 3, hook_api_delivery),
	HOOK_API("deliveries/{delivery}/replay", hook_web_replay),

	/* what customers say */
	API (GET,  "/api/v1/inbox",              STAFF, PERM_FEEDBACK, NO,  0,    3,  feedback_api_inbox),
	API (GET,  "/api/v1/inbox/{id}",         STAFF, PERM_FEEDBACK, NO,  0,    6,  feedback_api_item),
	API (POST, "/api/v1/inbox/{id}/answer",  STAFF, PERM_FEEDBACK, KEY, FORM, 36, feedback_web_item_answer),
	API (POST, "/api/v1/inbox/{id}/give",    STAFF, PERM_FEEDBACK, KEY, 4096, 30, feedback_web_item_give),
	API (POST, "/api/v1/inbox/{id}/resolve", STAFF, PERM_FEEDBACK, KEY, FORM, 36, feedback_web_item_resolve),
	API (POST, "/api/v1/inbox/{id}/topic",   STAFF, PERM_FEEDBACK, KEY, 4096, 31, feedback_web_item_topic),
	PAGE(GET,  "/desk/inbox",              STAFF, PERM_FEEDBACK, NO,  0,    5,  feedback_web_inbox),
	PAGE(GET,  "/desk/inbox/{id}",         STAFF, PERM_FEEDBACK, NO,  0,    24, feedback_web_item),
	PAGE(POST, "/desk/inbox/{id}/answer",  STAFF, PERM_FEEDBACK, KEY, FORM, 36, feedback_web_item_answer),
	PAGE(POST, "/desk/inbox/{id}/give",    STAFF, PERM_FEEDBACK, KEY, 4096, 30, feedback_web_item_give),
	PAGE(POST, "/desk/inbox/{id}/resolve", STAFF, PERM_FEEDBACK, KEY, FORM, 36, feedback_web_item_resolve),
	PAGE(POST, "/desk/inbox/{id}/compensate", STAFF, PERM_FEEDBACK, KEY, 8192, CHANGE, feedback_web_item_compensate),
	PAGE(POST, "/desk/inbox/{id}/hide",    STAFF, PERM_FEEDBACK, KEY, FORM, 30, feedback_web_item_hide),
	PAGE(POST, "/desk/inbox/{id}/reopen",  STAFF, PERM_FEEDBACK, KEY, 4096, 30, feedback_web_item_reopen),
	PAGE(GET,  "/desk/reviews",            STAFF, PERM_FEEDBACK, NO,  0,    2,  feedback_web_list),
	PAGE(GET,  "/desk/reviews/{id}",       STAFF, PERM_FEEDBACK, NO,  0,    3,  feedback_web_review),
	PAGE(POST, "/desk/reviews/{id}/reply", STAFF, PERM_FEEDBACK, KEY, 8192, 13, feedback_web_reply),
	PAGE(POST, "/desk/reviews/{id}/hide",  STAFF, PERM_FEEDBACK, KEY, 8192, 13, feedback_web_hide),
	PAGE(POST, "/desk/reviews/{id}/show",  STAFF, PERM_FEEDBACK, KEY, 4096, 13, feedback_web_show),
	PAGE(POST, "/desk/reviews/{id}/photos/{photo}/hide", STAFF, PERM_FEEDBACK, KEY, 4096, 14, feedback_web_photo_hide),
	PAGE(POST, "/desk/reviews/{id}/photos/{photo}/show", STAFF, PERM_FEEDBACK, KEY, 4096, 14, feedback_web_photo_show),
	PAGE(POST, "/desk/reviews/{id}/publish", STAFF, PERM_FEEDBACK, KEY, 4096, 13, feedback_web_publish),

	PAGE(GET,  "/desk/words",              STAFF, PERM_FEEDBACK, NO,  0,    3,  feedback_web_words),
	PAGE(GET,  "/desk/words/lists",        STAFF, PERM_FEEDBACK, NO,  0,    1,  feedback_web_word_lists),
	PAGE(POST, "/desk/words/lists",        STAFF, PERM_FEEDBACK, KEY, FORM, 20, feedback_web_word_lists_save),

	PAGE(POST, "/desk/inbox/{id}/topic",   STAFF, PERM_FEEDBACK, KEY, 4096, 31, feedback_web_item_topic),
	PAGE(POST, "/desk/inbox/{id}/link",    STAFF, PERM_FEEDBACK, KEY, 4096, CHANGE, feedback_web_item_link),
	PAGE(POST, "/desk/inbox/{id}/unlink",  STAFF, PERM_FEEDBACK, KEY, 4096, CHANGE, feedback_web_item_unlink),
	PAGE(GET,  "/desk/calls/new",            STAFF, PERM_FEEDBACK, NO,  0,    0,  feedback_web_call_new),
	PAGE(POST, "/desk/calls",                STAFF, PERM_FEEDBACK, KEY, FORM, 32, feedback_web_call),
	PAGE(GET,  "/desk/wordings",             STAFF, PERM_FEEDBACK, NO,  0,    1,  feedback_web_wordings),
	PAGE(POST, "/desk/wordings",             STAFF, PERM_FEEDBACK, KEY, FORM, 14, feedback_web_wording_add),
	PAGE(GET,  "/desk/wordings/new",         STAFF, PERM_FEEDBACK, NO,  0,    0,  feedback_web_wording_new),
	PAGE(GET,  "/desk/wordings/{id}",        STAFF, PERM_FEEDBACK, NO,  0,    1,  feedback_web_wording),
	PAGE(POST, "/desk/wordings/{id}",        STAFF, PERM_FEEDBACK, KEY, FORM, 15, feedback_web_wording_save),
	PAGE(POST, "/desk/wordings/{id}/remove", STAFF, PERM_FEEDBACK, KEY, 4096, 14, feedback_web_wording_remove),
	/* surveys */
	API (GET,  "/api/v1/surveys",              STAFF, PERM_FEEDBACK, NO,  0,    1,  survey_api_list),
	API (GET,  "/api/v1/surveys/{id}/answers", STAFF, PERM_FEEDBACK, NO,  0,    2,  survey_api_answers),
	PAGE(GET,  "/desk/surveys",                STAFF, PERM_FEEDBACK, NO,  0,    1,  survey_web_list),
	PAGE(POST, "/desk/surveys",                STAFF, PERM_FEEDBACK, KEY, 8192, 17, survey_web_make),
	PAGE(GET,  "/desk/surveys/new",            STAFF, PERM_FEEDBACK, NO,  0,    3,  survey_web_new),
	PAGE(GET,  "/desk/surveys/definitions",    STAFF, PERM_FEEDBACK, NO,  0,    0,  survey_web_definitions),
	PAGE(GET,  "/desk/surveys/{id}",           STAFF, PERM_FEEDBACK, NO,  0,    8,  survey_web_show),
	PAGE(POST, "/desk/surveys/{id}",           STAFF, PERM_FEEDBACK, KEY, 8192, 22, survey_web_change),
	PAGE(POST, "/desk/surveys/{id}/publish",   STAFF, PERM_FEEDBACK, KEY, 4096, 60, survey_web_publish),
	PAGE(POST, "/desk/surveys/{id}/start",     STAFF, PERM_FEEDBACK, KEY, 4096, 14, survey_web_start),
	PAGE(POST, "/desk/surveys/{id}/stop",      STAFF, PERM_FEEDBACK, KEY, 4096, 14, survey_web_stop),
	PAGE(POST, "/desk/surveys/{id}/pause",     STAFF, PERM_FEEDBACK, KEY, 4096, 14, survey_web_pause),
	PAGE(POST, "/desk/surveys/{id}/resume",    STAFF, PERM_FEEDBACK, KEY, 4096, 14, survey_web_resume),
	PAGE(GET,  "/desk/surveys/{id}/preview",   STAFF, PERM_FEEDBACK, NO,  0,    2,  survey_web_preview),
	/* questions as they were asked, and those of answers that nobody counted yet */
	PAGE(GET,  "/desk/surveys/{id}/results",   STAFF, PERM_FEEDBACK, NO,  0,    30, survey_web_results),
	PAGE(GET,  "/desk/surveys/{id}/texts",     STAFF, PERM_FEEDBACK, NO,  0,    3,  survey_web_texts),
	PAGE(GET,  "/desk/surveys/{id}/questions", STAFF, PERM_FEEDBACK, NO,  0,    2,  survey_web_question),
	PAGE(POST, "/desk/surveys/{id}/questions", STAFF, PERM_FEEDBACK, KEY, FORM, 16, survey_web_put_question),
	PAGE(GET,  "/desk/surveys/{id}/questions/{num}",        STAFF, PERM_FEEDBACK, NO,  0,    2,  survey_web_question),
	PAGE(POST, "/desk/surveys/{id}/questions/{num}",        STAFF, PERM_FEEDBACK, KEY, FORM, 16, survey_web_put_question),
	PAGE(POST, "/desk/surveys/{id}/questions/{num}/remove", STAFF, PERM_FEEDBACK, KEY, 4096, 15, survey_web_remove_question),
	PAGE(POST, "/desk/surveys/{id}/questions/{num}/up",     STAFF, PERM_FEEDBACK, KEY, 4096, 16, survey_web_raise_question),

	/* what was done */
	PAGE(GET, "/desk/audit", STAFF, PERM_AUDIT, NO, 0, 2, audit_web_list),

	/* lists as files */
	PAGE(GET,  "/desk/exports/new",         STAFF, PERM_EXPORT, NO,  0,    0, export_web_form),
	PROVEN_PAGE(POST, "/desk/exports",      STAFF, PERM_EXPORT, KEY, 8192, 5, export_web_ask),
	PAGE(GET,  "/desk/exports/{id}/file",   STAFF, PERM_EXPORT, NO,  0,    6, export_web_file),
	PROVEN_API (POST, "/api/v1/exports",    STAFF, PERM_EXPORT, KEY, 8192, 5, export_web_ask),
	API (GET,  "/api/v1/exports/{id}",      STAFF, PERM_EXPORT, NO,  0,    1, export_web_show),
	API (GET,  "/api/v1/exports/{id}/file", STAFF, PERM_EXPORT, NO,  0,    6, export_web_file),

	/* files that are taken over: what kinds of them, the handler asks */
	PAGE(GET,  "/desk/imports",              STAFF, PERM_CATALOG_READ, NO,  0,      1, load_web_list),
	PAGE(POST, "/desk/imports",              STAFF, PERM_CATALOG_READ, KEY, UPLOAD, 5, load_web_bring),
	PAGE(GET,  "/desk/imports/new",          STAFF, PERM_CATALOG_READ, NO,  0,      0, load_web_form),
	PAGE(GET,  "/desk/imports/template",     STAFF, PERM_CATALOG_READ, NO,  0,      0, load_web_template),
	PAGE(GET,  "/desk/imports/{id}",         STAFF, PERM_CATALOG_READ, NO,  0,      3, load_web_show),
	PAGE(POST, "/desk/imports/{id}/read-as", STAFF, PERM_CATALOG_READ, KEY, 4096,   8, load_web_read_as),
	PAGE(POST, "/desk/imports/{id}/check",   STAFF, PERM_CATALOG_READ, KEY, FORM,   10, load_web_check),
	PAGE(POST, "/desk/imports/{id}/repair",  STAFF, PERM_CATALOG_READ, KEY, 4096,   11, load_web_repair),
	PAGE(POST, "/desk/imports/{id}/run",     STAFF, PERM_CATALOG_READ, KEY, 4096,   9, load_web_run),
	PAGE(POST, "/desk/imports/{id}/undo",    STAFF, PERM_CATALOG_READ, KEY, 4096,   9, load_web_undo),
	PAGE(GET,  "/desk/imports/{id}/failed",  STAFF, PERM_CATALOG_READ, NO,  0,      1, load_web_failed),
	API (GET,  "/api/v1/imports",             STAFF, PERM_CATALOG_READ, NO,  0,      1, load_api_list),
	API (POST, "/api/v1/imports",             STAFF, PERM_CATALOG_READ, KEY, PROGRAM_UPLOAD, 12, load_api_bring),
	API (GET,  "/api/v1/imports/{id}",        STAFF, PERM_CATALOG_READ, NO,  0,      1, load_api_show),
	API (POST, "/api/v1/imports/{id}/run",    STAFF, PERM_CATALOG_READ, KEY, 4096,   9, load_api_run),
	API (POST, "/api/v1/imports/{id}/repair", STAFF, PERM_CATALOG_READ, KEY, 4096,   11, load_web_repair),
	API (POST, "/api/v1/imports/{id}/undo",   STAFF, PERM_CATALOG_READ, KEY, 4096,   9, load_web_undo),
	API (GET,  "/api/v1/imports/{id}/failed", STAFF, PERM_CATALOG_READ, NO,  0,      1, load_web_failed),

	/* what takes longer than a page */
	PAGE(GET,  "/desk/tasks",           MEMBER, ANY, NO,  0,    1, task_web_list),
	PAGE(GET,  "/desk/tasks/{id}",      MEMBER, ANY, NO,  0,    1, task_web_show),
	PAGE(POST, "/desk/tasks/{id}/stop", MEMBER, ANY, KEY, 4096, 6, task_web_stop),

	/* one's own account at the desk */
	PAGE(GET,  "/desk/keys",                 MEMBER, ANY, NO,  0,    0, staff_web_shortcuts),
	PAGE(GET,  "/desk/me",                   MEMBER, ANY, NO,  0,    1, staff_web_me),
	PAGE(POST, "/desk/me/end-others",        MEMBER, ANY, KEY, 4096, 9, staff_web_end_others),
	PAGE(POST, "/desk/me/sessions/{id}/end", MEMBER, ANY, KEY, 4096, 9, staff_web_end_session),

	/* orders by programs */
	API (GET,  "/api/v1/events",                STAFF, PERM_ORDERS_READ,   NO,  0,    1,  order_web_feed),
	LIST_API(GET, "/api/v1/orders",          PERM_ORDERS_READ, 12, OF_ORDERS, order_web_api_list),
	API (POST, "/api/v1/orders",                STAFF, PERM_ORDERS_PLACE,  KEY, FORM, PLACE, order_web_place),
	API (GET,  "/api/v1/orders/{number}",       STAFF, PERM_ORDERS_READ,   NO,  0,    32, order_web_show),
	API (POST, "/api/v1/orders/{number}/notes", STAFF, PERM_ORDERS_CHANGE, KEY, FORM, 32, order_web_note),

	/* customers by programs */
	/* a tag takes six */
	LIST_API(GET, "/api/v1/customers",             PERM_CUSTOMERS_READ, 20, OF_CUSTOMERS, customer_web_api_list),
	API (POST, "/api/v1/customers",                STAFF, PERM_CUSTOMERS_CHANGE, KEY, FORM, 160, customer_web_api_add),
	API (GET,  "/api/v1/customers/alike",          STAFF, PERM_CUSTOMERS_MERGE,  NO,  0,    3,   customer_web_alike),
	API (GET,  "/api/v1/customers/{number}",       STAFF, PERM_CUSTOMERS_READ,   NO,  0,    16,  customer_web_api_show),
	API (GET,  "/api/v1/customers/{number}/merges", STAFF, PERM_CUSTOMERS_READ,  NO,  0,    2,   customer_web_merges),
	API (GET,  "/api/v1/customers/{number}/merge/{other}", STAFF, PERM_CUSTOMERS_MERGE, NO, 0, 26, customer_web_merge_form),
	PROVEN_API(POST, "/api/v1/customers/{number}/merge/{other}", STAFF, PERM_CUSTOMERS_MERGE, KEY, 4096, 170, customer_web_merge),
	PROVEN_API(POST, "/api/v1/customers/{number}/merges/{id}/undo", STAFF, PERM_CUSTOMERS_MERGE, KEY, 4096, 170, customer_web_merge_undo),
	API (POST, "/api/v1/customers/{number}",       STAFF, PERM_CUSTOMERS_CHANGE, KEY, FORM, 28,  customer_web_api_change),
	API (POST, "/api/v1/customers/{number}/notes", STAFF, PERM_CUSTOMERS_CHANGE, KEY, FORM, 22,  customer_web_note),
	API (POST, "/api/v1/customers/{number}/tags",  STAFF, PERM_CUSTOMERS_CHANGE, KEY, 4096, 25,  customer_web_tag),
	API (POST, "/api/v1/customers/{number}/tags/remove", STAFF, PERM_CUSTOMERS_CHANGE, KEY, 4096, 22, customer_web_untag),
	API (GET,  "/api/v1/customers/{number}/points",    STAFF, PERM_CUSTOMERS_READ,   NO,  0,    9,  customer_web_api_points),
	API (GET,  "/api/v1/customers/{number}/rewards",   STAFF, PERM_CUSTOMERS_READ,   NO,  0,    9,  member_web_api_own_rewards),
	API (POST, "/api/v1/customers/{number}/rewards",   STAFF, PERM_POINTS,           KEY, 4096, 40, member_web_api_claim),
	API (POST, "/api/v1/customers/{number}/points",    STAFF, PERM_POINTS,           KEY, 4096, 20, customer_web_points_change),
	API (POST, "/api/v1/customers/{number}/wishes",    STAFF, PERM_CUSTOMERS_CHANGE, KEY, FORM, 34, customer_web_wishes_save),
	API (POST, "/api/v1/customers/{number}/about",     STAFF, PERM_CUSTOMERS_CHANGE, KEY, 8192, 42, customer_web_api_about),
	API (GET,  "/api/v1/customers/{number}/messages",  STAFF, PERM_CUSTOMERS_READ,   NO,  0,    7,  notify_web_api_choices),
	API (POST, "/api/v1/customers/{number}/messages",  STAFF, PERM_CUSTOMERS_CHANGE, KEY, 4096, 55, notify_web_api_choose),
	API (POST, "/api/v1/customers/{number}/addresses", STAFF, PERM_CUSTOMERS_CHANGE, KEY, 8192, 20, customer_web_address_add),
	API (POST, "/api/v1/customers/{number}/addresses/{id}",         STAFF, PERM_CUSTOMERS_CHANGE, KEY, 8192, 20, customer_web_address_save),
	API (POST, "/api/v1/customers/{number}/addresses/{id}/default", STAFF, PERM_CUSTOMERS_CHANGE, KEY, 4096, 16, customer_web_address_default),
	API (POST, "/api/v1/customers/{number}/addresses/{id}/remove",  STAFF, PERM_CUSTOMERS_CHANGE, KEY, 4096, 22, customer_web_address_remove),

	/* the catalogue by programs */
	API (GET,  "/api/v1/categories",             STAFF, PERM_CATALOG_READ,   NO,  0,    1,  catalog_web_api_categories),
	API (POST, "/api/v1/categories",             STAFF, PERM_CATALOG_CHANGE, KEY, 4096, 18, catalog_web_category_add),
	API (POST, "/api/v1/categories/{id}",        STAFF, PERM_CATALOG_CHANGE, KEY, 4096, 22, catalog_web_category_change),
	API (GET,  "/api/v1/products",        STAFF, PERM_CATALOG_READ,   NO,  0,    1,  catalog_web_api_list),
	API (POST, "/api/v1/products",        STAFF, PERM_CATALOG_CHANGE, KEY, FORM, 300, catalog_web_add),
	API (GET,  "/api/v1/products/{code}", STAFF, PERM_CATALOG_READ,   NO,  0,    6,  catalog_web_show),
	API (POST, "/api/v1/products/{code}", STAFF, PERM_CATALOG_CHANGE, KEY, FORM, 300, catalog_web_change),
	API (POST, "/api/v1/products/{code}/options", STAFF, PERM_CATALOG_CHANGE, KEY, FORM, 180, catalog_web_options),
	API (GET,  "/api/v1/products/{sku}/reviews", PUBLIC, ANY, NO, 0, 3, feedback_web_api_reviews),
	API (GET,  "/api/v1/products/{code}/pictures", STAFF, PERM_CATALOG_READ, NO, 0, 2, picture_web_list),
	API (POST, "/api/v1/pictures",             STAFF, PERM_CATALOG_CHANGE, KEY, PICTURE, 20, picture_web_add),
	API (GET,  "/api/v1/pictures/{id}",        STAFF, PERM_CATALOG_READ,   NO,  0,       3,  picture_web_show),
	API (POST, "/api/v1/pictures/{id}",        STAFF, PERM_CATALOG_CHANGE, KEY, 4096,    20, picture_web_describe),
	API (POST, "/api/v1/pictures/{id}/move",   STAFF, PERM_CATALOG_CHANGE, KEY, 4096,    18, picture_web_move),
	API (POST, "/api/v1/pictures/{id}/remove", STAFF, PERM_CATALOG_CHANGE, KEY, 4096,    22, picture_web_remove),
};
/* clang-format on */

const size_t route_count = sizeof routes / sizeof routes[0];

static bool fits(const struct route *r, struct request *req)
{
	return route_match(r->path, req->path, req->arena, req->path_param);
}

const struct route *route_find(struct request *req, unsigned *allowed)
{
	const struct route *first = req->app->routes, *end = first + req->app->n_routes;
	enum method wanted = req->method == METHOD_HEAD ? METHOD_GET : req->method;
	const char *path = NULL;

	*allowed = 0;
	for (const struct route *r = first; r < end; r++) {
		if (path ? strcmp(r->path, path) != 0 : !fits(r, req))
			continue;
		if (r->method == wanted)
			return r;
		path = r->path;
		*allowed |= 1U << r->method;
	}
	if (*allowed & 1U << METHOD_GET)
		*allowed |= 1U << METHOD_HEAD;
	if (*allowed)
		*allowed |= 1U << METHOD_OPTIONS;
	return NULL;
}
