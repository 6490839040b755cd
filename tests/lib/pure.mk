# SPDX-License-Identifier: GPL-2.0
#
# What all programs over the pure files share: included by the Makefile of a
# directory beside this one, with OUT set to where that builds.

top	:= $(abspath ../..)
NAME	?= $(notdir $(CC))
out	:= $(abspath $(OUT))/$(NAME)
pure	:= ecap ecap_name sriov malformed number fields acs check vf_rebar dsn ea ids

# The warnings turned off are those that the kernel's own build turns off.
CFLAGS	= -std=gnu11 -g -O1 -Wall -Wextra -Werror -Wno-unused-parameter \
	  -Wno-sign-compare -Wno-missing-field-initializers -Wno-type-limits \
	  -fno-strict-aliasing
CPPFLAGS = -I$(top)/src/user -I../lib -I$(top)/include -I$(top)/src

# tests/coverage/run puts its own in the place of these.
instrument = -fsanitize=address,undefined -fno-sanitize-recover=all \
	  -fno-omit-frame-pointer

vpath %.c . ../lib $(top)/src $(top)/src/user

$(out)/%.o: %.c Makefile ../lib/pure.mk | $(out)
	$(CC) $(CPPFLAGS) $(CFLAGS) $(instrument) -MMD -MP -c -o $@ $<

$(out):
	mkdir -p $@

clean:
	rm -rf $(out)

# For tests/coverage/run.
pure:
	@echo $(pure:%=src/%.c)

.PHONY: clean pure
.SECONDARY:

-include $(wildcard $(out)/*.d)
