# SPDX-License-Identifier: GPL-2.0
#
#   make                    the module, for the running kernel
#   make KDIR=DIR           ... for the kernel whose headers are in DIR
#   make install            ... installed, for modprobe
#   make check              unit tests and static checks
#   make test               every test suite (see scripts/test --list)
#   make demo               the module at work in a virtual machine
#   make clean              remove what make built; build/ stays

KDIR ?= /lib/modules/$(shell uname -r)/build
kbuild = $(MAKE) -C $(KDIR) M=$(CURDIR)

modules:
	$(kbuild) modules

install: modules
	$(kbuild) modules_install
	depmod $(if $(INSTALL_MOD_PATH),-b $(INSTALL_MOD_PATH)) $$($(MAKE) -s -C $(KDIR) kernelrelease)

clean:
	$(kbuild) clean

check:
	scripts/test unit lint

test:
	scripts/test

demo:
	scripts/demo

.PHONY: modules install clean check test demo
