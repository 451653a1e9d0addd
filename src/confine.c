/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Limits of a worker: a leak, a loop or a break-in stays small and ends with the master. Limits of
 * a decoder: a break-in holds nothing and reaches nobody. */
#include "confine.h"
#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>
#include "base/log.h"

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

static void limit(int resource, rlim_t value)
{
	struct rlimit r = { value, value };

	if (setrlimit(resource, &r) != 0)
		log_warn("setrlimit %d: %s", resource, strerror(errno));
}

void confine_worker(pid_t master)
{
	prctl(PR_SET_PDEATHSIG, SIGTERM);
	if (getppid() != master)
		_exit(0);
	limit(RLIMIT_CORE, 0);
	limit(RLIMIT_NOFILE, 256);
	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	/* The sanitizers map terabytes and look for leaks through ptrace, from a process of their
	 * own. */
	if (!SANITIZED) {
		limit(RLIMIT_NPROC, 0);
		limit(RLIMIT_AS, (rlim_t)512 << 20);
		prctl(PR_SET_DUMPABLE, 0);
	}
}

/* ---- decoders ---- */

#if defined(__x86_64__)
#define MACHINE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define MACHINE AUDIT_ARCH_AARCH64
#else
#define MACHINE 0
#endif

#define ALLOW(name)                                                                                \
	BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_##name, 0, 1),                                    \
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)

/* What is not named here is refused, not fatal: libraries that ask for more do without. */
static void allow_little(void)
{
	static const struct sock_filter rules[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, MACHINE, 1, 0),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		ALLOW(read),
		ALLOW(write),
		ALLOW(mmap),
		ALLOW(munmap),
		ALLOW(mremap),
		ALLOW(mprotect),
		ALLOW(madvise),
		ALLOW(brk),
		ALLOW(fstat),
		ALLOW(futex),
		ALLOW(getrandom),
		ALLOW(clock_gettime),
		ALLOW(rt_sigprocmask),
		ALLOW(rt_sigreturn),
		ALLOW(sigaltstack),
		ALLOW(exit),
		ALLOW(exit_group),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
	};
	const struct sock_fprog program = { sizeof rules / sizeof *rules,
					    (struct sock_filter *)(uintptr_t)rules };

	if (MACHINE == 0)
		return; /* the limits have to do */
	if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0)
		_exit(3);
}

void confine_decoder(int fds)
{
	enum { SECONDS = 20 };

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (close_range((unsigned)fds, ~0U, 0) != 0)
		_exit(3);
	limit(RLIMIT_CORE, 0);
	limit(RLIMIT_CPU, SECONDS);
	limit(RLIMIT_FSIZE, (rlim_t)16 << 20);
	limit(RLIMIT_NPROC, 0);
	if (!SANITIZED)
		limit(RLIMIT_AS, (rlim_t)640 << 20);
	/* one that waits for its input uses no processor time */
	alarm(3 * SECONDS);
	prctl(PR_SET_DUMPABLE, 0);
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		_exit(3);
	allow_little();
}
