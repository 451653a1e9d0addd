# SPDX-License-Identifier: GPL-3.0-or-later
libregulars_a_SOURCES += src/notify/points.c src/notify/answer.c src/notify/survey.c src/notify/notify.h src/notify/store.h src/notify/post.h src/notify/mail.h src/notify/web.h \
	src/notify/store.c src/notify/notify.c src/notify/mail.c src/notify/mail_render.c src/notify/deliver.c src/notify/tell.h src/notify/tell_rules.c src/notify/rules.c src/notify/choice.h \
	src/notify/matrix.c src/notify/matrix.h src/notify/way.c src/notify/way.h \
	src/notify/choice.c src/notify/choice_store.c src/notify/choice_web.c src/notify/customer_store.c src/notify/owner_store.c src/notify/erase_store.c src/notify/post.c src/notify/smtp.c src/notify/lost_web.c src/notify/web.c \
	src/notify/channel.h src/notify/channel_seal.h src/notify/channel_input.h src/notify/channel.c src/notify/channel_rules.c src/notify/channel_store.c \
	src/notify/channel_send.c src/notify/channel_input.c src/notify/channel_web.c src/notify/bounce.h src/notify/bounce_store.c src/notify/bounce_secret.c src/notify/bounce_web.c
libregulars_a_SOURCES += src/notify/held_store.c
