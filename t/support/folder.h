/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folders of tests. They stand below one that the run made before its first test and removes after
 * its last, so nothing is left of a test that failed, was ended, or ran as two processes. */
#ifndef REGULARS_T_SUPPORT_FOLDER_H
#define REGULARS_T_SUPPORT_FOLDER_H

#include "base/arena.h"

/* A new, empty folder whose path, in the arena, is short enough to hold sockets. */
char *support_folder(struct arena *a);

/* For the run, around its tests. */
void support_folders_open(void);
void support_folders_close(void);

#endif
