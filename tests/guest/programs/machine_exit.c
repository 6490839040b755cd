// SPDX-License-Identifier: GPL-2.0
/*
 * machine_exit STATUS - end QEMU, whose own exit status is then 2 * STATUS + 1
 *
 * On x86 the device isa-debug-exit does this. On arm64 and riscv64 it is the call
 * SYS_EXIT_EXTENDED of Arm's "Semihosting for AArch32 and AArch64", which RISC-V has
 * adopted. QEMU allows it to userspace with -semihosting-config userspace=on.
 */
#include <stdlib.h>

#if defined(__x86_64__) || defined(__i386__)
#include <sys/io.h>

#define ISA_DEBUG_EXIT	0xf4

/* Not every kernel has /dev/port. */
static void end_machine(unsigned long status)
{
	if (!ioperm(ISA_DEBUG_EXIT, 1, 1))
		outb(status, ISA_DEBUG_EXIT);
}
#else
#define SYS_EXIT_EXTENDED		0x20
#define ADP_STOPPED_APPLICATION_EXIT	0x20026

#ifdef __riscv
/* A breakpoint between these two, in one page and not compressed, is the call. */
static void call(unsigned long number, unsigned long *block)
{
	register unsigned long a0 asm("a0") = number;
	register unsigned long *a1 asm("a1") = block;

	asm volatile(".option push\n"
		     ".option norvc\n"
		     ".balign 16\n"
		     "slli zero, zero, 0x1f\n"
		     "ebreak\n"
		     "srai zero, zero, 7\n"
		     ".option pop" : "+r"(a0) : "r"(a1) : "memory");
}
#else
static void call(unsigned long number, unsigned long *block)
{
	register unsigned long x0 asm("x0") = number;
	register unsigned long *x1 asm("x1") = block;

	asm volatile("hlt #0xf000" : "+r"(x0) : "r"(x1) : "memory");
}
#endif

static void end_machine(unsigned long status)
{
	unsigned long block[2] = { ADP_STOPPED_APPLICATION_EXIT, 2 * status + 1 };

	call(SYS_EXIT_EXTENDED, block);
}
#endif

int main(int argc, char **argv)
{
	if (argc == 2)
		end_machine(strtoul(argv[1], NULL, 0));
	return 1;
}
