// SPDX-License-Identifier: GPL-2.0
/*
 * Right and wrong uses of typed access, one for each CASE. misuse.sh checks
 * that the right ones build and that the wrong ones do not. It reads the
 * comment of each case:
 *
 *	what the case does: "builds", or a part of the compiler's error message
 */
#include <linux/kernel.h>

#include <sriov_pf/sriov.h>

int use(const struct sriov_view *view, unsigned int i);

int use(const struct sriov_view *view, unsigned int i)
{
	(void)i;
#if CASE == 1	/* read two bytes from two: builds */
	u16 value;
	return ecap_read(view, total_vfs, &value);
#elif CASE == 2	/* read four bytes from two: not of the register */
	u32 value;
	return ecap_read(view, total_vfs, &value);
#elif CASE == 3	/* read one byte from two: not of the register */
	u8 value;
	return ecap_read(view, total_vfs, &value);
#elif CASE == 4	/* read into a signed variable: not of the register */
	__s16 value;
	return ecap_read(view, total_vfs, &value);
#elif CASE == 5	/* read a word into an array of bytes: not of the register */
	u8 value[2];
	return ecap_read(view, total_vfs, &value);
#elif CASE == 6	/* read into a constant: _Generic|generic association */
	const u16 value = 0;
	return ecap_read(view, total_vfs, &value);
#elif CASE == 7	/* read four bytes from four: builds */
	u32 value;
	return ecap_read(view, system_page_size, &value);
#elif CASE == 8	/* read eight bytes from four: not of the register */
	u64 value;
	return ecap_read(view, system_page_size, &value);
#elif CASE == 9	/* read a register that does not exist: no member named */
	u16 value;
	return ecap_read(view, totalvfs, &value);
#elif CASE == 10 /* read one byte from one: builds */
	u8 value;
	return ecap_read(view, function_dependency_link, &value);
#elif CASE == 11 /* read two bytes from one: not of the register */
	u16 value;
	return ecap_read(view, function_dependency_link, &value);
#elif CASE == 12 /* read an element by a constant index: needs the _index */
	u32 value;
	return ecap_read(view, vf_bar[5], &value);
#elif CASE == 13 /* read an element by a variable index: needs the _index */
	u32 value;
	return ecap_read(view, vf_bar[i], &value);
#elif CASE == 14 /* read an element past the registers: needs the _index */
	u32 value;
	return ecap_read(view, vf_bar[7], &value);
#elif CASE == 15 /* read a whole array: not of the register */
	u32 value;
	return ecap_read(view, vf_bar, &value);
#elif CASE == 16 /* read four bytes from four by an index: builds */
	u32 value;
	return ecap_read_index(view, vf_bar, i, &value);
#elif CASE == 17 /* read two bytes from four by an index: not of the register */
	u16 value;
	return ecap_read_index(view, vf_bar, i, &value);
#elif CASE == 18 /* read by an index from a non-array: subscripted value */
	u16 value;
	return ecap_read_index(view, total_vfs, i, &value);
#elif CASE == 19 /* cast to a view: builds */
	struct sriov_view other;
	return ecap_cast(&view->cap, &other);
#elif CASE == 20 /* cast to a non-view: no member named */
	struct ecap other;
	return ecap_cast(&view->cap, &other);
#elif CASE == 21 /* read through a non-view: no member named */
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
#elif CASE == 27 /* write the int from u16 arithmetic: not of the register */
	u16 value = 1;
	return ecap_write(view, control, value | 0x10);
#elif CASE == 28 /* write a pointer to the value: not of the register */
	u16 value = 1;
	return ecap_write(view, num_vfs, &value);
#elif CASE == 29 /* write an element by a constant index: needs the _index */
	return ecap_write(view, vf_bar[5], (u32)i);
#elif CASE == 30 /* write an element by a variable index: needs the _index */
	return ecap_write(view, vf_bar[i], (u32)i);
#elif CASE == 31 /* write to a register that does not exist: no member named */
	return ecap_write(view, numvfs, (u16)i);
#elif CASE == 32 /* write four bytes to four by an index: builds */
	return ecap_write_index(view, vf_bar, i, (u32)i);
#elif CASE == 33 /* write an int literal by an index: not of the register */
	return ecap_write_index(view, vf_bar, i, 0);
#elif CASE == 34 /* write two bytes to four by an index: not of the register */
	return ecap_write_index(view, vf_bar, i, (u16)i);
#elif CASE == 35 /* write by an index to a non-array: subscripted value */
	return ecap_write_index(view, num_vfs, i, (u16)i);
#elif CASE == 36 /* write a constant variable: builds */
	const u16 value = 1;
	return ecap_write(view, num_vfs, value);
#else
#error "no such case"
#endif
}
