# SPDX-License-Identifier: GPL-2.0
#
#   make                    the module, for the running kernel
#   make KDIR=DIR           ... for the kernel whose headers are in DIR
#   make install            ... installed, for modprobe; and the headers for
#                           other modules, below INSTALL_HDR_PATH (/usr)
#   make sriovctl           the command: build/sriovctl/sriovctl
#   make install-tools      sriovctl, its manual, its completion for bash, zsh and fish,
#                           the templates of its rules for udev and a unit of systemd,
#                           below PREFIX (/usr)
#   make install-dkms       the sources, for "dkms add", below PREFIX
#   make install-headers    the headers alone, below INSTALL_HDR_PATH
#   make dist               a tarball of the committed sources: build/dist
#   make deb, make rpm      packages of the committed sources: build/deb, build/rpm
#   make check              unit tests, and lint of changed files: no root, one minute
#   make test               the test suites (see scripts/test --list)
#   make demo               show the module in a virtual machine
#   make clean              remove what make built; build/ stays
#   make help               this list

KDIR ?= /lib/modules/$(shell uname -r)/build
INSTALL_HDR_PATH ?= $(INSTALL_MOD_PATH)/usr
PREFIX ?= /usr

# A kernel that clang has built takes modules that clang has built.
LLVM ?= $(if $(shell grep -s '^CONFIG_CC_IS_CLANG=y' $(KDIR)/.config),1)
need_headers = $(if $(wildcard $(KDIR)/Makefile),,$(error no kernel headers in $(KDIR): \
	install them (Debian: linux-headers-$(shell uname -r)), or set KDIR))
kbuild = $(need_headers)$(MAKE) -C $(KDIR) M=$(CURDIR) $(LLVM:%=LLVM=%)
release = $(shell sed -n 's/.*UTS_RELEASE "\(.*\)"/\1/p' $(KDIR)/include/generated/utsrelease.h)
headers = $(DESTDIR)$(INSTALL_HDR_PATH)/include/sriov_pf
version = $(shell sed -n 's/^PACKAGE_VERSION="\(.*\)"/\1/p' dkms.conf)
templates = $(DESTDIR)$(PREFIX)/share/sriov-pf
man8 = $(DESTDIR)$(PREFIX)/share/man/man8
units = $(DESTDIR)$(PREFIX)/lib/systemd/system
share = $(DESTDIR)$(PREFIX)/share
bash_completions = $(share)/bash-completion/completions
fish_completions = $(share)/fish/vendor_completions.d
# Debian has a directory of its own for those of packages.
ZSH_COMPLETIONS ?= $(if $(wildcard /etc/debian_version),vendor-completions,site-functions)
zsh_completions = $(share)/zsh/$(ZSH_COMPLETIONS)
dkms = $(DESTDIR)$(PREFIX)/src/sriov-pf-$(version)

# "clean modules" is one after the other; kbuild itself may use several processors.
.NOTPARALLEL:

modules:
	+$(kbuild) modules

# Debian's headers have no signing key and no System.map, so the module is not
# signed and depmod is called here.
install: modules
	+$(kbuild) CONFIG_MODULE_SIG_ALL= modules_install
	depmod $(INSTALL_MOD_PATH:%=-b %) $(release)
	$(MAKE) install-headers
	install -m 644 Module.symvers $(headers)

install-headers:
	install -d $(headers)
	install -m 644 include/sriov_pf/*.h $(headers)

# Only the files that a build of the module needs.
install-dkms:
	install -d $(dkms)/src $(dkms)/include/sriov_pf
	install -m 644 dkms.conf Kbuild Makefile $(dkms)
	install -m 644 src/*.[ch] $(dkms)/src
	install -m 644 include/sriov_pf/*.h $(dkms)/include/sriov_pf

sriovctl:
	$(MAKE) -C src/sriovctl

# PROGRAM: the command, if it has been built elsewhere.
install-tools: $(if $(PROGRAM),,sriovctl)
	install -d $(DESTDIR)$(PREFIX)/bin $(templates) $(man8) $(units) \
		$(bash_completions) $(zsh_completions) $(fish_completions)
	install $(or $(PROGRAM),build/sriovctl/sriovctl) $(DESTDIR)$(PREFIX)/bin
	install -m 644 src/sriovctl/*.rules $(templates)
	sed "s|/usr/bin/|$(PREFIX)/bin/|" src/sriovctl/sriov-pf-retry@.service >$(units)/sriov-pf-retry@.service
	chmod 644 $(units)/sriov-pf-retry@.service
	install -m 644 docs/sriovctl.8 $(man8)
	install -m 644 scripts/completion/sriovctl $(bash_completions)
	install -m 644 scripts/completion/_sriovctl $(zsh_completions)
	install -m 644 scripts/completion/sriovctl.fish $(fish_completions)

clean:
	+$(kbuild) clean

dist:
	scripts/packaging/dist

deb rpm:
	scripts/packaging/package $@

check:
	scripts/check

test:
	scripts/test

demo:
	scripts/demo

help:
	@sed -n '3,/^$$/s/^# \{0,3\}//p' Makefile

export PREFIX

.PHONY: modules install install-headers install-tools install-dkms sriovctl clean \
	dist deb rpm check test demo help
