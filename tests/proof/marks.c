// SPDX-License-Identifier: GPL-2.0
/*
 * marking one more of 960 slots makes one more, and there are at most 960
 *
 * Assumes: nothing. It is what walk.c counts with: proved of one word of the
 * bitmap, and of the sum over its words. It concerns none of the sources.
 *
 * cbmc: --unwind 16
 */
#include <sriov_pf/ecap.h>

#include "proof.h"

#define WORDS	(ECAP_SLOTS / BITS_PER_LONG)

static_assert(ECAP_SLOTS % BITS_PER_LONG == 0);
unsigned long skipped;

int main(void)
{
	unsigned int i, sum = 0, at = nondet_uint();
	unsigned long word = nondet_u64();
	unsigned int bit = nondet_uint();
	u8 in_word[WORDS];

	ASSUME(bit < BITS_PER_LONG);
	PROVE(__builtin_popcountl(word) <= BITS_PER_LONG, "a word has 64 bits");
	if (!(word >> bit & 1)) {
		PROVE(__builtin_popcountl(word) < BITS_PER_LONG,
		      "fewer where one is clear");
		PROVE(__builtin_popcountl(word | BIT(bit)) ==
		      __builtin_popcountl(word) + 1, "setting it sets one more");
		REACHED("a clear bit");
	}

	ASSUME(at < WORDS);
	for (i = 0; i < WORDS; i++) {
		in_word[i] = nondet_u8();
		ASSUME(in_word[i] <= BITS_PER_LONG);
		sum += in_word[i];
	}
	PROVE(sum <= ECAP_SLOTS, "no more than there are");
	PROVE(in_word[at] == BITS_PER_LONG || sum < ECAP_SLOTS,
	      "fewer where one word has fewer");
	REACHED("a sum");
}
