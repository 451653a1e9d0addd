/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text as a QR code: the path of an SVG picture, one unit a module, with the quiet zone of four
 * around it. */
#ifndef REGULARS_BASE_QR_H
#define REGULARS_BASE_QR_H

#include "base/arena.h"

/* NULL: too long for a code. *size: the side of the picture in modules. */
char *qr_path(struct arena *a, const char *text, int *size);

#endif
