// SPDX-License-Identifier: GPL-2.0
/*
 * Two threads that change a number without a lock, while the module is loaded: what
 * finds data races must find this one.
 */
#include <linux/err.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/sched.h>

static unsigned long number;
static struct task_struct *thread[2];

static int count(void *unused)
{
	while (!kthread_should_stop()) {
		number++;
		cond_resched();
	}
	return 0;
}

static void stop(void)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(thread); i++)
		if (!IS_ERR_OR_NULL(thread[i]))
			kthread_stop(thread[i]);
}

static int __init racy_init(void)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(thread); i++) {
		thread[i] = kthread_run(count, NULL, "racy");
		if (IS_ERR(thread[i])) {
			stop();
			return PTR_ERR(thread[i]);
		}
	}
	return 0;
}
module_init(racy_init);

static void __exit racy_exit(void)
{
	stop();
}
module_exit(racy_exit);

MODULE_DESCRIPTION("Two threads that change a number without a lock");
MODULE_LICENSE("GPL");
