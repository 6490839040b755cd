// SPDX-License-Identifier: GPL-2.0
/* What bridges do to IOMMU groups, by the rules of the kernel's pci_acs_enabled(). */
#include <linux/pci_regs.h>

#include "acs.h"
#include "unit.h"

#define ALL	(PCI_ACS_SV | PCI_ACS_RR | PCI_ACS_CR | PCI_ACS_UF)
#define SOME	(PCI_ACS_SV | PCI_ACS_UF)

static enum sriov_pf_isolation judge(int type, bool multifunction, bool has_acs,
				     u16 capability, u16 control)
{
	return sriov_pf_judge_bridge(&(struct sriov_pf_bridge){
		.type = type,
		.multifunction = multifunction,
		.has_acs = has_acs,
		.acs = (u32)control << 16 | capability,
	});
}

static const int ports[] = { PCI_EXP_TYPE_ROOT_PORT, PCI_EXP_TYPE_DOWNSTREAM };

static void ports_need_acs(void **state)
{
	int i;

	for (i = 0; i < ARRAY_SIZE(ports); i++) {
		assert_int_equal(judge(ports[i], false, false, ALL, ALL),
				 SRIOV_PF_NO_ACS);
		assert_int_equal(judge(ports[i], false, true, ALL, ALL),
				 SRIOV_PF_ISOLATED);
		assert_int_equal(judge(ports[i], true, true, ALL, 0),
				 SRIOV_PF_ACS_OFF);
	}
}

/* What a bridge does not have is not asked of it; what nobody asks for is ignored. */
static void each_bit_counts(void **state)
{
	u16 bit;

	for (bit = 1; bit <= PCI_ACS_DT; bit <<= 1) {
		assert_int_equal(judge(PCI_EXP_TYPE_ROOT_PORT, false, true,
				       ALL | PCI_ACS_DT, ~bit),
				 bit & ALL ? SRIOV_PF_ACS_OFF : SRIOV_PF_ISOLATED);
		assert_int_equal(judge(PCI_EXP_TYPE_ROOT_PORT, false, true, ~bit,
				       ALL & ~bit),
				 SRIOV_PF_ISOLATED);
	}
}

static void upstream_ports_need_it_as_one_of_several(void **state)
{
	const int up = PCI_EXP_TYPE_UPSTREAM;

	assert_int_equal(judge(up, false, false, 0, 0), SRIOV_PF_ISOLATED);
	assert_int_equal(judge(up, false, true, ALL, 0), SRIOV_PF_ISOLATED);
	assert_int_equal(judge(up, true, false, 0, 0), SRIOV_PF_NO_ACS);
	assert_int_equal(judge(up, true, true, SOME, SOME), SRIOV_PF_ISOLATED);
	assert_int_equal(judge(up, true, true, SOME, PCI_ACS_SV),
			 SRIOV_PF_ACS_OFF);
}

static void other_bridges_keep_nothing_apart(void **state)
{
	const int others[] = { -1, 0, PCI_EXP_TYPE_PCI_BRIDGE,
			       PCI_EXP_TYPE_PCIE_BRIDGE, 0xf };
	int i;

	for (i = 0; i < ARRAY_SIZE(others); i++)
		assert_int_equal(judge(others[i], false, true, ALL, ALL),
				 SRIOV_PF_NO_ACS);
}

/* A bridge without ACS may have a quirk; one whose ACS is off has none. */
static void the_worst_bridge_is_the_greatest(void **state)
{
	assert_true(SRIOV_PF_ISOLATED < SRIOV_PF_NO_ACS);
	assert_true(SRIOV_PF_NO_ACS < SRIOV_PF_ACS_OFF);
}

static void groups_of_the_pf_tell_of_quirks(void **state)
{
	assert_int_equal(sriov_pf_judge_isolation(SRIOV_PF_ISOLATED, false),
			 SRIOV_PF_ISOLATED);
	assert_int_equal(sriov_pf_judge_isolation(SRIOV_PF_ISOLATED, true),
			 SRIOV_PF_GROUPED);
	assert_int_equal(sriov_pf_judge_isolation(SRIOV_PF_NO_ACS, false),
			 SRIOV_PF_ISOLATED);
	assert_int_equal(sriov_pf_judge_isolation(SRIOV_PF_NO_ACS, true),
			 SRIOV_PF_NO_ACS);
	assert_int_equal(sriov_pf_judge_isolation(SRIOV_PF_ACS_OFF, false),
			 SRIOV_PF_ACS_OFF);
	assert_int_equal(sriov_pf_judge_isolation(SRIOV_PF_ACS_OFF, true),
			 SRIOV_PF_ACS_OFF);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ports_need_acs),
		cmocka_unit_test(each_bit_counts),
		cmocka_unit_test(upstream_ports_need_it_as_one_of_several),
		cmocka_unit_test(other_bridges_keep_nothing_apart),
		cmocka_unit_test(the_worst_bridge_is_the_greatest),
		cmocka_unit_test(groups_of_the_pf_tell_of_quirks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
