/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A channel's secret as it stands in the table; for the files of notify/ alone. */
#ifndef REGULARS_NOTIFY_CHANNEL_SEAL_H
#define REGULARS_NOTIFY_CHANNEL_SEAL_H

#include "notify/channel.h"

struct bytes channel_seal(struct work *w, enum message_channel c, const char *secret);
/* "": there is none. NULL: it is not ours. */
const char *channel_unseal(struct work *w, enum message_channel c, struct bytes sealed);

#endif
