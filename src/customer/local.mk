# SPDX-License-Identifier: GPL-3.0-or-later
libregulars_a_SOURCES += \
	src/customer/about_input.c src/customer/about_web.c \
	src/customer/consent.h src/customer/consent_customer.c src/customer/consent_rules.c \
	src/customer/consent_store.c src/customer/consent_view.c \
	src/customer/api_input.c src/customer/api_input.h src/customer/api_list_web.c src/customer/api_web.c \
	src/customer/address_customer.c src/customer/address_store.c src/customer/address_web.c \
	src/customer/draft.c src/customer/draft.h \
	src/customer/bulk.c src/customer/bulk.h src/customer/bulk_rules.c src/customer/bulk_web.c \
	src/customer/code_customer.c src/customer/code_store.c \
	src/customer/contact_store.c \
	src/customer/desk_part.c src/customer/event_store.c src/customer/list.h src/customer/list_store.h src/customer/list_input.h src/customer/list_web.h src/customer/list_input.c src/customer/list_filter_store.c src/customer/list_key_store.c src/customer/list_store.c src/customer/list_filter_web.c src/customer/list_web.c \
	src/customer/join_customer.c src/customer/join_input.c src/customer/join_store.c src/customer/join_web.c \
	src/customer/door.h src/customer/door_web.c src/customer/way_web.c \
	src/customer/password_customer.c src/customer/password_store.c src/customer/password_web.c \
	src/customer/session_web.c \
	src/customer/erase.h src/customer/erase_customer.c src/customer/erase_store.c src/customer/erase_web.c \
	src/customer/data.h src/customer/data_customer.c src/customer/data_web.c src/customer/held_store.c src/customer/sign_in.h src/customer/sign_in_store.c src/customer/personal_web.c \
	src/customer/desk.h src/customer/point_web.c src/customer/tab_web.c \
	src/customer/tag.h src/customer/tag_customer.c src/customer/tag_store.c \
	src/customer/customer.c src/customer/customer.h src/customer/inside.h \
	src/customer/identity_store.c \
	src/customer/input.c src/customer/input.h \
	src/customer/jobs.c \
	src/customer/me_web.c src/customer/sign_in_web.c src/customer/web.c src/customer/web.h \
	src/customer/name_rules.c src/customer/name_store.c \
	src/customer/alike.h src/customer/alike_store.c src/customer/merge_input.c src/customer/merge_view.c src/customer/merge_view.h src/customer/merge_web.c src/customer/move_store.h \
	src/customer/merge.c src/customer/merge.h src/customer/merge_both.c src/customer/merge_both_store.c \
	src/customer/merge_consent.c src/customer/merge_move_store.c src/customer/merge_rules.c src/customer/merge_store.c \
	src/customer/note_store.c \
	src/customer/quiet_store.c \
	src/customer/past.c src/customer/past_store.c \
	src/customer/rules.c \
	src/customer/elsewhere_customer.c src/customer/way_customer.c src/customer/way_store.c \
	src/customer/search.c src/customer/search_store.c \
	src/customer/store.c src/customer/store.h \
	src/customer/view.c \
	src/customer/wish.h src/customer/wish_customer.c src/customer/wish_input.c src/customer/wish_rules.c \
	src/customer/wish_store.c src/customer/wish_view.c src/customer/wish_web.c
