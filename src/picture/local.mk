# SPDX-License-Identifier: GPL-3.0-or-later
libregulars_a_SOURCES += \
	src/picture/picture.h src/picture/inside.h src/picture/look.h src/picture/child.h src/picture/store.h \
	src/picture/rules.c src/picture/picture.c src/picture/make.c src/picture/child.c src/picture/store.c \
	src/picture/logo.c src/picture/loose.c src/picture/logo_web.c src/picture/variant.c src/picture/variant_rules.c src/picture/view.c src/picture/web.c src/picture/web.h

# Decodes what strangers made, so it is a program of its own, and nothing else knows the decoders.
pkglibexec_PROGRAMS += regulars-picture
regulars_picture_SOURCES = src/main_picture.c src/picture/codec.h src/picture/codec.c src/picture/jpeg_codec.c src/picture/raster.c
regulars_picture_CPPFLAGS = $(AM_CPPFLAGS) $(PICTURE_CFLAGS)
regulars_picture_LDADD = libregulars.a $(PICTURE_LIBS) $(DEPS_LIBS)
