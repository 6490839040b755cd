// SPDX-License-Identifier: GPL-2.0
/*
 * marking one of 960 slots adds one to their number, which is at most 960
 *
 * Assumes: nothing. walk.c relies on this when it counts the marked slots. It is
 * proved for one word of the bitmap and for the sum over all words. None of the
 * project's sources is used.
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
		      "fewer bits are set if one is clear");
		PROVE(__builtin_popcountl(word | BIT(bit)) ==
		      __builtin_popcountl(word) + 1, "setting a bit adds one");
		REACHED("a clear bit");
	}

	ASSUME(at < WORDS);
	for (i = 0; i < WORDS; i++) {
		in_word[i] = nondet_u8();
		ASSUME(in_word[i] <= BITS_PER_LONG);
		sum += in_word[i];
	}
	PROVE(sum <= ECAP_SLOTS, "no more than 960");
	PROVE(in_word[at] == BITS_PER_LONG || sum < ECAP_SLOTS,
	      "fewer than 960 if one word is not full");
	REACHED("a sum");
}
