# SPDX-License-Identifier: GPL-2.0
#
#   make                    the module, for the running kernel
#   make KDIR=DIR           ... for the kernel whose headers are in DIR
#   make install            ... installed, for modprobe; and the headers for
#                           other modules, below INSTALL_HDR_PATH (/usr)
#   make check              unit tests and static checks
#   make test               every test suite (see scripts/test --list)
#   make demo               the module at work in a virtual machine
#   make clean              remove what make built; build/ stays

KDIR ?= /lib/modules/$(shell uname -r)/build
INSTALL_HDR_PATH ?= $(INSTALL_MOD_PATH)/usr

kbuild = $(MAKE) -C $(KDIR) M=$(CURDIR)
release = $(shell sed -n 's/.*UTS_RELEASE "\(.*\)"/\1/p' $(KDIR)/include/generated/utsrelease.h)
headers = $(DESTDIR)$(INSTALL_HDR_PATH)/include/sriov_pf

modules:
	$(kbuild) modules

# Debian's headers have no signing key and no System.map: so no attempt to
# sign, and depmod by hand.
install: modules
	$(kbuild) CONFIG_MODULE_SIG_ALL= modules_install
	depmod $(INSTALL_MOD_PATH:%=-b %) $(release)
	install -d $(headers)
	install -m 644 include/sriov_pf/*.h Module.symvers $(headers)

clean:
	$(kbuild) clean

check:
	scripts/test unit lint

test:
	scripts/test

demo:
	scripts/demo

.PHONY: modules install clean check test demo
