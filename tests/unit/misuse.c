// SPDX-License-Identifier: GPL-2.0
/*
 * Uses of typed access, right and wrong, one for each CASE. misuse.sh sees to
 * it that the right ones build and that the wrong ones do not. It reads the
 * cases below:
 *
 *	CASE number: "builds", or what the compiler must complain of
 */
#include <linux/kernel.h>

#include <sriov_pf/sriov.h>

int use(const struct sriov_view *view, unsigned int i);

int use(const struct sriov_view *view, unsigned int i)
{
	(void)i;
#if CASE == 1	/* two bytes for two: builds */
	u16 value;
	return ecap_read(view, total_vfs, &value);
#elif CASE == 2	/* four bytes for two: not of the register */
	u32 value;
	return ecap_read(view, total_vfs, &value);
#elif CASE == 3	/* one byte for two: not of the register */
	u8 value;
	return ecap_read(view, total_vfs, &value);
#elif CASE == 4	/* signed for unsigned: not of the register */
	__s16 value;
	return ecap_read(view, total_vfs, &value);
#elif CASE == 5	/* an array of bytes for a word: not of the register */
	u8 value[2];
	return ecap_read(view, total_vfs, &value);
#elif CASE == 6	/* a constant destination: _Generic|generic association */
	const u16 value = 0;
	return ecap_read(view, total_vfs, &value);
#elif CASE == 7	/* four bytes for four: builds */
	u32 value;
	return ecap_read(view, system_page_size, &value);
#elif CASE == 8	/* eight bytes for four: not of the register */
	u64 value;
	return ecap_read(view, system_page_size, &value);
#elif CASE == 9	/* no such register: no member named */
	u16 value;
	return ecap_read(view, totalvfs, &value);
#elif CASE == 10 /* one byte for one: builds */
	u8 value;
	return ecap_read(view, function_dependency_link, &value);
#elif CASE == 11 /* two bytes for one: not of the register */
	u16 value;
	return ecap_read(view, function_dependency_link, &value);
#elif CASE == 12 /* element by a constant index: needs the _index */
	u32 value;
	return ecap_read(view, vf_bar[5], &value);
#elif CASE == 13 /* element by a variable index: needs the _index */
	u32 value;
	return ecap_read(view, vf_bar[i], &value);
#elif CASE == 14 /* element past the registers: needs the _index */
	u32 value;
	return ecap_read(view, vf_bar[7], &value);
#elif CASE == 15 /* a whole array for an element: not of the register */
	u32 value;
	return ecap_read(view, vf_bar, &value);
#elif CASE == 16 /* any index, four bytes for four: builds */
	u32 value;
	return ecap_read_index(view, vf_bar, i, &value);
#elif CASE == 17 /* any index, two bytes for four: not of the register */
	u16 value;
	return ecap_read_index(view, vf_bar, i, &value);
#elif CASE == 18 /* any index of no array: subscripted value */
	u16 value;
	return ecap_read_index(view, total_vfs, i, &value);
#elif CASE == 19 /* cast to a view: builds */
	struct sriov_view other;
	return ecap_cast(&view->cap, &other);
#elif CASE == 20 /* cast to what is no view: no member named */
	struct ecap other;
	return ecap_cast(&view->cap, &other);
#elif CASE == 21 /* read through what is no view: no member named */
	u16 value;
	return ecap_read(&view->cap, total_vfs, &value);
#elif CASE == 22 /* write two bytes to two: builds */
	return ecap_write(view, num_vfs, (u16)i);
#elif CASE == 23 /* write four bytes to two: not of the register */
	return ecap_write(view, num_vfs, (u32)i);
#elif CASE == 24 /* write one byte to two: not of the register */
	return ecap_write(view, num_vfs, (u8)i);
#elif CASE == 25 /* write an int literal to two: not of the register */
	return ecap_write(view, num_vfs, 8);
#elif CASE == 26 /* write an int literal to four: not of the register */
	return ecap_write(view, system_page_size, 1);
#elif CASE == 27 /* write what arithmetic on u16 gives: not of the register */
	u16 value = 1;
	return ecap_write(view, control, value | 0x10);
#elif CASE == 28 /* write a pointer to the value: not of the register */
	u16 value = 1;
	return ecap_write(view, num_vfs, &value);
#elif CASE == 29 /* write an element by a constant index: needs the _index */
	return ecap_write(view, vf_bar[5], (u32)i);
#elif CASE == 30 /* write an element by a variable index: needs the _index */
	return ecap_write(view, vf_bar[i], (u32)i);
#elif CASE == 31 /* write to no such register: no member named */
	return ecap_write(view, numvfs, (u16)i);
#elif CASE == 32 /* write by any index, four bytes to four: builds */
	return ecap_write_index(view, vf_bar, i, (u32)i);
#elif CASE == 33 /* write by any index, an int literal: not of the register */
	return ecap_write_index(view, vf_bar, i, 0);
#elif CASE == 34 /* write by any index, two to four: not of the register */
	return ecap_write_index(view, vf_bar, i, (u16)i);
#elif CASE == 35 /* write by any index of no array: subscripted value */
	return ecap_write_index(view, num_vfs, i, (u16)i);
#elif CASE == 36 /* write a constant variable: builds */
	const u16 value = 1;
	return ecap_write(view, num_vfs, value);
#else
#error "no such case"
#endif
}
