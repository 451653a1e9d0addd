/* SPDX-License-Identifier: GPL-3.0-or-later */
/* QR codes by libqrencode, drawn as runs of modules. */
#include "base/qr.h"

#include <qrencode.h>
#include "base/buf.h"

enum { QUIET = 4 };

char *qr_path(struct arena *a, const char *text, int *size)
{
	QRcode *q = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
	struct buf b;

	if (!q)
		return NULL;
	buf_init(&b, a);
	for (int y = 0; y < q->width; y++) {
		for (int x = 0; x < q->width; x++) {
			int run = 0;
			while (x + run < q->width && q->data[y * q->width + x + run] & 1)
				run++;
			if (run == 0)
				continue;
			buf_addf(&b, "M%d %dh%dv1h-%dz", x + QUIET, y + QUIET, run, run);
			x += run;
		}
	}
	*size = q->width + 2 * QUIET;
	QRcode_free(q);
	return b.p;
}
