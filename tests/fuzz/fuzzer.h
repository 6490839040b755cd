/* SPDX-License-Identifier: GPL-2.0 */
/* Functions that libFuzzer calls or offers. The names are libFuzzer's. */
#ifndef TESTS_FUZZER_H
#define TESTS_FUZZER_H

#include <linux/types.h>

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const u8 *data, size_t size);
size_t LLVMFuzzerCustomMutator(u8 *data, size_t size, size_t max_size,
			       unsigned int seed);
size_t LLVMFuzzerMutate(u8 *data, size_t size, size_t max_size);

#endif
