/* SPDX-License-Identifier: GPL-2.0 */
/* Stands for that of C's library. */
#define PRIu32		"u"
#define PRIx64		"llx"
