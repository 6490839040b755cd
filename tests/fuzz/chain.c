// SPDX-License-Identifier: GPL-2.0
/* Checks of every chain of extended capabilities. */
#include <string.h>

#include <sriov_pf/ecap_name.h>

#include "checks.h"
#include "require.h"

static u16 next_of(u32 header)
{
	return header >> 20 & 0xffc;
}

/* Each capability is where the one before it points, and is listed once. */
static void check_links(const struct ecap_list *list,
			const struct image *image, bool met[IMAGE_SIZE / 4])
{
	u16 where = PCI_CFG_SPACE_SIZE;
	unsigned int i;

	require(list->count <= ECAP_SLOTS);
	for (i = 0; i < list->count; i++) {
		require(list->entry[i].offset == where);
		require(list->entry[i].header == get32(image, where));
		require(get32(image, where) && get32(image, where) != U32_MAX);
		require(!met[where / 4]);
		met[where / 4] = true;
		where = next_of(list->entry[i].header);
		require(where >= PCI_CFG_SPACE_SIZE || i == list->count - 1);
	}
}

u16 chain_end(const struct ecap_list *list)
{
	return list->count ? next_of(list->entry[list->count - 1].header) :
			     PCI_CFG_SPACE_SIZE;
}

/* The reason why the walk had to end. */
static unsigned int ending(const struct ecap_list *list,
			   const struct image *image,
			   const bool met[IMAGE_SIZE / 4])
{
	u16 where = chain_end(list);

	if (where == 0)
		return 0;
	if (where < PCI_CFG_SPACE_SIZE)
		return ECAP_CHAIN_LOW;
	if (met[where / 4])
		return ECAP_CHAIN_LOOPS;

	require(get32(image, where) == 0 || get32(image, where) == U32_MAX);
	return get32(image, where) ? ECAP_CHAIN_ALL_ONES : 0;
}

static unsigned int unaligned(const struct ecap_list *list)
{
	unsigned int i;

	for (i = 0; i < list->count; i++)
		if (list->entry[i].header >> 20 & 3)
			return ECAP_CHAIN_UNALIGNED;
	return 0;
}

/* Capabilities cover all space from the lowest one on, and never overlap. */
static void check_regions(const struct ecap_list *list,
			  const bool met[IMAGE_SIZE / 4])
{
	unsigned int i, dword;
	struct ecap cap;

	for (i = 0; i < list->count; i++) {
		require(!ecap_at(list, i, &cap));
		require(cap.size >= 4 && cap.size % 4 == 0);
		require(cap.offset + cap.size <= IMAGE_SIZE);
		for (dword = 1; dword < cap.size / 4; dword++)
			require(!met[cap.offset / 4 + dword]);
		require(cap.offset + cap.size == IMAGE_SIZE ||
			met[cap.offset / 4 + dword]);
	}
	require(ecap_at(list, list->count, &cap) == -ENODEV);
}

static void check_each(const struct ecap_list *list)
{
	unsigned int i = 0;
	struct ecap cap;

	ecap_for_each(list, cap) {
		require(cap.index == i);
		require(cap.cfg == list->cfg);
		require(cap.offset == list->entry[i].offset);
		require(cap.header == list->entry[i].header);
		require(cap.id == (cap.header & 0xffff));
		require(cap.version == (cap.header >> 16 & 0xf));
		require(*ecap_name(cap.id));
		i++;
	}
	require(i == list->count);
}

void check_chain(const struct ecap_list *list, const struct image *image)
{
	bool met[IMAGE_SIZE / 4] = { false };

	check_links(list, image, met);
	require(list->faults == (ending(list, image, met) | unaligned(list)));
	/* What ended the chain bounds a capability as well. */
	if (chain_end(list) >= PCI_CFG_SPACE_SIZE)
		met[chain_end(list) / 4] = true;
	check_regions(list, met);
	check_each(list);
}

void check_finding(const struct ecap_list *list, u16 id)
{
	unsigned int i;
	struct ecap cap;
	int err = ecap_find(list, id, &cap);

	for (i = 0; i < list->count; i++) {
		if ((list->entry[i].header & 0xffff) != id)
			continue;
		require(!err);
		require(cap.index == i && cap.id == id);
		err = ecap_find_next(list, &cap);
	}
	require(err == -ENODEV);
}
