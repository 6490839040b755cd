/* SPDX-License-Identifier: GPL-2.0 */
/*
 * PCI Express extended capabilities: finding them, and typed, bounds-checked
 * access to their registers (PCIe 6.x sections 7.6 and 7.9).
 *
 *	struct ari_regs { u32 header; u16 capability; u16 control; };
 *	ECAP_VIEW(ari_view, struct ari_regs);
 *
 *	struct ari_view ari;
 *	struct ecap cap;
 *	u16 control;
 *
 *	err = ecap_find(list, PCI_EXT_CAP_ID_ARI, &cap);
 *	if (!err)
 *		err = ecap_cast(&cap, &ari);
 *	if (!err)
 *		err = ecap_read(&ari, control, &control);
 */
#ifndef SRIOV_PF_ECAP_H
#define SRIOV_PF_ECAP_H

#include <linux/bitmap.h>
#include <linux/bits.h>
#include <linux/build_bug.h>
#include <linux/compiler.h>
#include <linux/kernel.h>
#include <linux/pci_regs.h>
#include <linux/stddef.h>
#include <linux/types.h>

#include <sriov_pf/cfg.h>

/* Places where an extended capability can start: every dword from 0x100. */
#define ECAP_SLOTS	((PCI_CFG_SPACE_EXP_SIZE - PCI_CFG_SPACE_SIZE) / 4)

/* What can be wrong with the chain of a function's extended capabilities. */
#define ECAP_CHAIN_LOOPS	BIT(0)	/* leads back to a capability in it */
#define ECAP_CHAIN_LOW		BIT(1)	/* points below 0x100 */
#define ECAP_CHAIN_UNALIGNED	BIT(2)	/* has an unaligned pointer */
#define ECAP_CHAIN_ALL_ONES	BIT(3)	/* ends in a header of all ones */

/**
 * struct ecap - one extended capability of one function
 * @cfg: the function's configuration space
 * @header: the header, as the walk read it
 * @offset: where the capability starts, 0x100 to 0xffc
 * @size: bytes up to the nearest higher capability of the function, or to the
 *	end of configuration space; at least 4
 * @id: Extended Capability ID
 * @index: place in the chain, from 0
 * @version: Capability Version, 0 to 15
 */
struct ecap {
	const struct ecap_cfg *cfg;
	u32 header;
	u16 offset;
	u16 size;
	u16 id;
	u16 index;
	u8 version;
};

/**
 * struct ecap_entry - one header, as the walk read it
 * @header: the header
 * @offset: its offset in configuration space
 */
struct ecap_entry {
	u32 header;
	u16 offset;
};

/**
 * struct ecap_list - the extended capabilities of one function
 * @cfg: the function's configuration space
 * @starts: bit n if the chain leads to offset 0x100 + 4 * n: a capability starts
 *	there, or a header of zero or all ones ends the chain
 * @faults: what is wrong with the chain, ECAP_CHAIN_*
 * @count: how many there are
 * @entry: the capabilities, in the order of the chain
 */
struct ecap_list {
	const struct ecap_cfg *cfg;
	DECLARE_BITMAP(starts, ECAP_SLOTS);
	unsigned int faults;
	unsigned int count;
	struct ecap_entry entry[];
};

/* Bytes of an ecap_list that has room for any function's capabilities. */
#define ECAP_LIST_SIZE							\
	(sizeof(struct ecap_list) + ECAP_SLOTS * sizeof(struct ecap_entry))

/**
 * ecap_walk() - list the extended capabilities of a function
 * @list: ECAP_LIST_SIZE bytes, filled
 * @cfg: the function's configuration space; it must outlive the list
 *
 * Reads each header once, ECAP_SLOTS headers at the most. The walk ends at a
 * next pointer of zero, at a header of zero or of all ones, at a pointer below
 * 0x100, and before it would visit a capability again. It masks the low two bits of
 * a pointer, as section 7.6.3 demands. @list->faults records every fault of the
 * chain.
 *
 * Return: 0, with an empty list where there is no extended configuration
 * space or nothing in it; -ENODEV if the device is gone, or another errno of
 * @cfg's.
 */
int ecap_walk(struct ecap_list *list, const struct ecap_cfg *cfg);

/**
 * ecap_at() - the capability at a place in the chain
 * @list: the list
 * @index: from 0 to @list->count - 1
 * @cap: filled
 *
 * Return: 0, or -ENODEV past the end of the list.
 */
int ecap_at(const struct ecap_list *list, unsigned int index,
	    struct ecap *cap);

/**
 * ecap_find() - the first capability with an id
 * @list: the list
 * @id: Extended Capability ID (PCI_EXT_CAP_ID_*)
 * @cap: filled
 *
 * Return: 0, or -ENODEV if the function has none, with @cap untouched.
 */
int ecap_find(const struct ecap_list *list, u16 id, struct ecap *cap);

/**
 * ecap_find_next() - the next capability with the same id
 * @list: the list
 * @cap: a capability of @list, replaced by the next one with its id
 *
 * Return: 0, or -ENODEV if there is no further one, with @cap untouched.
 */
int ecap_find_next(const struct ecap_list *list, struct ecap *cap);

/**
 * ecap_for_each() - every capability, in the order of the chain
 * @list: the list
 * @cap: a struct ecap, set to each capability in turn
 */
#define ecap_for_each(list, cap)					\
	for (unsigned int __i = 0; !ecap_at(list, __i, &(cap)); __i++)

/**
 * ECAP_VIEW() - declare a typed view of a capability's registers
 * @name: struct @name becomes the view
 * @regs_type: a struct with the layout of the registers, header included. Only
 *	offsets and widths are taken from it: a view is no larger than a struct
 *	ecap.
 */
#define ECAP_VIEW(name, regs_type)					\
	struct name {							\
		struct ecap cap;					\
		regs_type regs[0];					\
	}

#define __ecap_regs(view)	typeof((view)->regs[0])

/**
 * ecap_cast() - a typed view of a capability
 * @cap_: pointer to the struct ecap
 * @view: pointer to a view, filled
 *
 * Return: 0, or -EINVAL if the capability is shorter than the registers, with
 * @view untouched.
 */
#define ecap_cast(cap_, view)						\
	((cap_)->size < sizeof(__ecap_regs(view)) ? -EINVAL :		\
	 ((view)->cap = *(cap_), 0))

/**
 * ecap_read() - read one register
 * @view: pointer to a view
 * @field: member of the view's registers. An element of an array does not build;
 *	use ecap_read_index(), which checks the index
 * @dest: pointer to an object of exactly the member's type: u8, u16 or u32.
 *	Another type does not build.
 *
 * One access of the register's width. Return: 0; -EINVAL if the register lies
 * past the end of the capability; -ENODEV if the device is gone.
 */
#define ecap_read(view, field, dest)					\
({									\
	static_assert(__same_type(__ecap_member(view, field), *(dest)),	\
		      "destination is not of the register's type");	\
	__ecap_no_element(field);					\
	__ecap_reader(dest)(&(view)->cap,				\
			    offsetof(__ecap_regs(view), field), dest);	\
})

/**
 * ecap_read_index() - read one element of an array of registers
 * @view: pointer to a view
 * @array: member of the view's registers, an array
 * @index: which element
 * @dest: pointer to an object of exactly the element's type
 *
 * Return: as ecap_read(); -EINVAL also if @index is past the array.
 */
#define ecap_read_index(view, array, index, dest)			\
({									\
	size_t __index = (index);					\
									\
	static_assert(__same_type(__ecap_member(view, array)[0],	\
				  *(dest)),				\
		      "destination is not of the register's type");	\
	__index >= ARRAY_SIZE(__ecap_member(view, array)) ? -EINVAL :	\
		__ecap_reader(dest)(&(view)->cap,			\
				    offsetof(__ecap_regs(view), array) +\
				    __index * sizeof(*(dest)), dest);	\
})

/**
 * ecap_write() - write one register
 * @view: pointer to a view
 * @field: as for ecap_read()
 * @value: what to write, of exactly the member's type: a variable or a cast,
 *	because arithmetic on u8 and u16 gives int. Another type does not build.
 *
 * One access of the register's width. Return: 0; -EINVAL if the register lies
 * past the end of the capability; -EOPNOTSUPP if the configuration space can
 * only be read; -ENODEV if the device is gone.
 */
#define ecap_write(view, field, value)					\
({									\
	static_assert(__same_type(__ecap_member(view, field), value),	\
		      "value is not of the register's type");		\
	__ecap_no_element(field);					\
	__ecap_writer(value)(&(view)->cap,				\
			     offsetof(__ecap_regs(view), field), value);\
})

/**
 * ecap_write_index() - write one element of an array of registers
 * @view: pointer to a view
 * @array: member of the view's registers, an array
 * @index: which element
 * @value: what to write, of exactly the element's type
 *
 * Return: as ecap_write(); -EINVAL also if @index is past the array.
 */
#define ecap_write_index(view, array, index, value)			\
({									\
	size_t __index = (index);					\
									\
	static_assert(__same_type(__ecap_member(view, array)[0], value),\
		      "value is not of the register's type");		\
	__index >= ARRAY_SIZE(__ecap_member(view, array)) ? -EINVAL :	\
		__ecap_writer(value)(&(view)->cap,			\
				     offsetof(__ecap_regs(view), array) +\
				     __index * sizeof(value), value);	\
})

/* Rejects array[i], whose index nothing checks. Sparse cannot evaluate strchr(). */
#ifdef __CHECKER__
#define __ecap_no_element(field)	((void)sizeof(#field))
#else
#define __ecap_no_element(field)					\
	static_assert(!__builtin_strchr(#field, '['),			\
		      "an element of an array needs the _index call")
#endif

#define __ecap_member(view, field)	(((__ecap_regs(view) *)0)->field)

#define __ecap_reader(dest)						\
	_Generic((dest),						\
		 u8 * : ecap_read8,					\
		 u16 * : ecap_read16,					\
		 u32 * : ecap_read32)

#define __ecap_writer(value)						\
	_Generic(value,							\
		 u8 : ecap_write8,					\
		 u16 : ecap_write16,					\
		 u32 : ecap_write32)

/**
 * ecap_read8() - read a byte of a capability
 * @cap: the capability
 * @where: offset from the start of the capability
 * @value: what was read
 *
 * For registers that no struct describes; otherwise ecap_read().
 *
 * Return: 0; -EINVAL past the end of the capability or off the register's
 * alignment; -ENODEV if the device is gone; @value is untouched on error.
 */
int ecap_read8(const struct ecap *cap, u32 where, u8 *value);

/** ecap_read16() - as ecap_read8(), two bytes */
int ecap_read16(const struct ecap *cap, u32 where, u16 *value);

/** ecap_read32() - as ecap_read8(), four bytes */
int ecap_read32(const struct ecap *cap, u32 where, u32 *value);

/**
 * ecap_read_dwords() - read several dwords of a capability
 * @cap: the capability
 * @where: offset of the first from the start of the capability
 * @count: how many
 * @values: filled
 *
 * Reads each dword once, and wakes a device that sleeps once for all of them.
 *
 * Return: 0; -EINVAL past the end of the capability or off a dword's alignment;
 * -ENODEV if the device is gone; @values are not valid on error.
 */
int ecap_read_dwords(const struct ecap *cap, u32 where, unsigned int count,
		     u32 *values);

/**
 * ecap_write8() - write a byte of a capability
 * @cap: the capability
 * @where: offset from the start of the capability
 * @value: what to write
 *
 * For registers that no struct describes; otherwise ecap_write().
 *
 * Return: 0; -EINVAL past the end of the capability or off the register's
 * alignment; -EOPNOTSUPP if the configuration space can only be read; -ENODEV
 * if the device is gone.
 */
int ecap_write8(const struct ecap *cap, u32 where, u8 value);

/** ecap_write16() - as ecap_write8(), two bytes */
int ecap_write16(const struct ecap *cap, u32 where, u16 value);

/** ecap_write32() - as ecap_write8(), four bytes */
int ecap_write32(const struct ecap *cap, u32 where, u32 value);

#endif
