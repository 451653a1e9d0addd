# SPDX-License-Identifier: GPL-3.0-or-later
libregulars_a_SOURCES += src/order/order.h src/order/types.h src/order/rules.h src/order/edit.h src/order/past.h src/order/store.h src/order/document.h src/order/input.h src/order/own_entry_web.h src/order/refusal_web.h \
	src/order/web.h src/order/words.c src/order/rules.c src/order/act_rules.c src/order/price_rules.c src/order/promise_rules.c \
	src/order/store.c src/order/line_store.c src/order/document_store.c src/order/erase_store.c src/order/event_store.c src/order/feed.h src/order/feed.c src/order/feed_store.c src/order/feed_web.c src/order/count.h src/order/count_store.c src/order/face.h src/order/face.c src/order/list_store.c \
	src/order/change.c src/order/place.c src/order/promote.c src/order/promote_web.c src/order/rate.c src/order/acts.c src/order/inside.h src/order/edit.c src/order/edit_rules.c src/order/edit_tell.c src/order/reopen.c src/order/past.c src/order/past_store.c src/order/past_store.h \
	src/order/view.c src/order/document.c src/order/document_form.c src/order/rewrite.c src/order/rewrite_store.c src/order/input.c src/order/refusal_web.c \
	src/order/form_web.h src/order/form_web.c src/order/edit_input.c src/order/edit_view.c src/order/edit_web.c \
	src/order/own_entry_web.c src/order/own_web.c src/order/own_list_web.c src/order/own_act_web.c \
	src/order/place_web.c src/order/act_web.c src/order/desk_web.c
libregulars_a_SOURCES += src/order/intake.h src/order/intake_store.h src/order/intake_rules.c src/order/intake_text_rules.c src/order/again_rules.c src/order/intake.c src/order/intake_settle.c src/order/intake_store.c src/order/intake_view.c src/order/intake_web.c
libregulars_a_SOURCES += src/order/desk_list.h src/order/desk_list_input.c src/order/desk_list_store.c src/order/colleague.h src/order/colleague.c src/order/colleague_store.c src/order/desk_list_drive.h src/order/desk_list_drive_store.c src/order/desk_list_input.h src/order/desk_find_web.c src/order/desk_filter_web.c src/order/desk_group_web.c src/order/desk_list_web.c src/order/desk_row_web.c
libregulars_a_SOURCES += src/order/priority.h src/order/priority_rules.c src/order/priority_store.c src/order/priority.c
libregulars_a_SOURCES += src/order/bulk.h src/order/bulk.c src/order/bulk_rules.c src/order/bulk_web.c
libregulars_a_SOURCES += src/order/tag.h src/order/tag_store.h src/order/tag.c src/order/tag_store.c src/order/tag_web.c
libregulars_a_SOURCES += src/order/link.h src/order/link_store.h src/order/link_rules.c src/order/link.c src/order/link_store.c src/order/link_web.c
libregulars_a_SOURCES += src/order/regroup.h src/order/regroup_rules.c src/order/split.c src/order/merge.c src/order/regroup_view.c src/order/regroup_web.c
libregulars_a_SOURCES += src/order/mention.h src/order/mention_rules.c src/order/mention.c
libregulars_a_SOURCES += src/order/rhythm.h src/order/rhythm_rules.c src/order/rhythm_store.c
libregulars_a_SOURCES += src/order/usual.h src/order/usual_rules.c src/order/usual_store.c
libregulars_a_SOURCES += src/order/bundle.h src/order/bundle_rules.c src/order/bundle.c src/order/bundle_store.c
libregulars_a_SOURCES += src/order/related.h src/order/related.c src/order/belongs_web.c
libregulars_a_SOURCES += src/order/picture_store.c
libregulars_a_SOURCES += src/order/flaw.c src/order/flaw.h src/order/flaw_web.c src/order/flaw_web.h
libregulars_a_SOURCES += src/order/owner.c src/order/owner_store.c src/order/owner_store.h
libregulars_a_SOURCES += src/order/held_store.c
