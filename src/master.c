/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A table of berths, each empty or with one worker, and one poll() over signals, readiness and the
 * nearest deadline. */
#include "master.h"
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include "base/fail.h"
#include "base/log.h"
#include "berth.h"
#include "confine.h"

enum {
	/* While reloading, one comes and one goes. */
	BERTHS = MASTER_WORKERS_MAX + 2,
	/* Who lived so long is no crash loop. */
	HEALTHY_MS = 10000,
	READY_MS = 30000,
};

struct master {
	const struct master_options *o;
	struct master_slot *slot;
	struct berth berth[BERTHS];
	int signal_fd, wake_fd;
	int wanted;      /* workers alive, when all is well */
	int generation;  /* counts reloads */
	int wanted_then; /* after the reload under way */
	int incoming; /* the berth whose worker has to be ready before an old one goes; -1: none */
	bool reloading, reload_again, draining;
};

static int64_t clock_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

void master_ready(struct master_slot *slot)
{
	uint64_t one = 1;

	slot->ready = 1;
	if (write(slot->wake_fd, &one, sizeof(one)) < 0)
		log_error("telling the master: %s", strerror(errno));
}

static _Noreturn void become_worker(const struct master *m, struct master_slot *slot, pid_t master)
{
	close(m->signal_fd);
	confine_worker(master);
	exit(m->o->run(m->o->arg, slot));
}

/* ---- berths ---- */

static void start(struct master *m, int i, int64_t now)
{
	struct berth *b = &m->berth[i];
	pid_t master = getpid();

	m->slot[i] = (struct master_slot){ .wake_fd = m->wake_fd };
	fflush(NULL);
	b->pid = fork();
	if (b->pid == 0)
		become_worker(m, &m->slot[i], master);
	b->generation = m->generation;
	b->killed = false;
	b->started = now;
	if (b->pid < 0) {
		log_error("fork: %s", strerror(errno));
		b->failures++;
		berth_wait(b, now);
		return;
	}
	b->state = BERTH_STARTING;
	b->due = now + READY_MS;
}

static int find_empty(const struct master *m)
{
	for (int i = 0; i < BERTHS; i++)
		if (m->berth[i].state == BERTH_EMPTY)
			return i;
	return -1;
}

/* Whom to let go first: the oldest generation, and there one that is not running anyway. */
static struct berth *find_oldest(struct master *m)
{
	struct berth *oldest = NULL;

	for (int i = 0; i < BERTHS; i++) {
		struct berth *b = &m->berth[i];

		if (!berth_is_live(b) || i == m->incoming)
			continue;
		if (!oldest || b->generation < oldest->generation ||
		    (b->generation == oldest->generation && b->state < oldest->state))
			oldest = b;
	}
	return oldest;
}

static int count_live(const struct master *m)
{
	int n = 0;

	for (int i = 0; i < BERTHS; i++)
		n += berth_is_live(&m->berth[i]);
	return n;
}

/* Makes as many live berths as are wanted, and one more for the incoming worker of a reload. */
static void balance(struct master *m, int64_t now)
{
	int extra = m->incoming >= 0 ? 1 : 0, i;

	for (int n = count_live(m); n > m->wanted + extra; n--)
		berth_stop(find_oldest(m), now);
	for (int n = count_live(m); n < m->wanted + extra && (i = find_empty(m)) >= 0; n++) {
		m->berth[i] = (struct berth){ .state = BERTH_WAITING, .due = now };
	}
}

/* ---- reload: one worker at a time ---- */

static void reload_begin(struct master *m)
{
	int wanted = m->o->reload(m->o->arg);

	if (wanted == 0)
		return;
	m->wanted_then = wanted;
	m->generation++;
	m->reloading = true;
	log_event(LOG_INFO_LEVEL, "reload begun", LOG_INT("workers", wanted));
}

static void reload_end(struct master *m, bool done)
{
	m->reloading = false;
	m->incoming = -1;
	if (done)
		m->wanted = m->wanted_then;
	else
		/* What still runs is what is wanted; workers that must be replaced get its
		 * configuration. */
		m->generation++;
	m->o->reloaded(m->o->arg, done);
	log_event(done ? LOG_INFO_LEVEL : LOG_ERROR_LEVEL,
		  done ? "reload done" : "reload given up: the new worker died, the old ones stay",
		  LOG_INT("workers", m->wanted));
	if (m->reload_again) {
		m->reload_again = false;
		reload_begin(m);
	}
}

static void reload_step(struct master *m, int64_t now)
{
	const struct berth *oldest;

	if (m->incoming >= 0 && m->berth[m->incoming].state == BERTH_READY)
		m->incoming = -1; /* balance() lets an old one go now */
	if (!m->reloading || m->incoming >= 0)
		return;
	balance(m, now);
	for (int i = 0; i < BERTHS; i++)
		if (m->berth[i].state == BERTH_STOPPING)
			return;
	oldest = find_oldest(m);
	if (!oldest || oldest->generation == m->generation) {
		reload_end(m, true);
		if (!m->reloading)
			return;
	}
	m->incoming = find_empty(m);
	if (m->incoming < 0)
		return;
	m->berth[m->incoming] = (struct berth){ .state = BERTH_WAITING, .due = now };
}

/* ---- what happens ---- */

static void log_death(const struct master *m, int i, int status, int64_t lived)
{
	log_event(LOG_ERROR_LEVEL, "worker died", LOG_INT("pid", m->berth[i].pid),
		  LOG_INT("signal", WIFSIGNALED(status) ? WTERMSIG(status) : 0),
		  LOG_INT("status", WIFEXITED(status) ? WEXITSTATUS(status) : 0),
		  LOG_TEXT("request", m->slot[i].request_id), LOG_INT("lived_ms", lived));
}

static void on_exit_of(struct master *m, int i, int status, int64_t now)
{
	struct berth *b = &m->berth[i];
	bool clean = WIFEXITED(status) && WEXITSTATUS(status) == 0;
	bool was_starting = b->state == BERTH_STARTING && !m->slot[i].ready;
	int64_t lived = now - b->started;

	if (!clean)
		log_death(m, i, status, lived);
	if (lived >= HEALTHY_MS)
		b->failures = 0;
	b->failures = clean && !was_starting ? 0 : b->failures + 1;
	if (b->state == BERTH_STOPPING) {
		b->state = BERTH_EMPTY;
	} else if (i == m->incoming) {
		b->state = BERTH_EMPTY;
		reload_end(m, false);
	} else {
		berth_wait(b, now);
	}
}

static void reap(struct master *m)
{
	int64_t now = clock_ms();
	int status;
	pid_t pid;

	while ((pid = waitpid(-1, &status, WNOHANG)) > 0)
		for (int i = 0; i < BERTHS; i++)
			if (m->berth[i].pid == pid && m->berth[i].state > BERTH_WAITING) {
				on_exit_of(m, i, status, now);
				break;
			}
}

static void drain(struct master *m, int64_t now)
{
	log_info("stopping");
	m->draining = true;
	m->reloading = false;
	m->incoming = -1;
	m->wanted = 0;
	for (int i = 0; i < BERTHS; i++)
		if (berth_is_live(&m->berth[i]))
			berth_stop(&m->berth[i], now);
}

static void on_signal(struct master *m, uint32_t sig)
{
	if (sig == SIGHUP && m->reloading)
		m->reload_again = true;
	else if (sig == SIGHUP && !m->draining)
		reload_begin(m);
	else if ((sig == SIGTERM || sig == SIGINT) && !m->draining)
		drain(m, clock_ms());
}

static void do_what_is_due(struct master *m, int64_t now)
{
	for (int i = 0; i < BERTHS; i++) {
		struct berth *b = &m->berth[i];

		if (b->state == BERTH_STARTING && m->slot[i].ready)
			b->state = BERTH_READY;
		if (b->state == BERTH_EMPTY || b->state == BERTH_READY || b->due > now || b->killed)
			continue;
		if (b->state == BERTH_WAITING) {
			start(m, i, now);
			continue;
		}
		log_event(LOG_ERROR_LEVEL, "worker killed: out of time", LOG_INT("pid", b->pid));
		kill(b->pid, SIGKILL);
		b->killed = true;
	}
}

static int next_timeout(const struct master *m)
{
	int64_t now = clock_ms(), nearest = INT64_MAX;

	for (int i = 0; i < BERTHS; i++) {
		const struct berth *b = &m->berth[i];

		if (b->state != BERTH_EMPTY && b->state != BERTH_READY && !b->killed &&
		    b->due < nearest)
			nearest = b->due;
	}
	if (nearest == INT64_MAX)
		return -1;
	return nearest > now ? (int)(nearest - now) : 0;
}

static void wait_for_something(struct master *m)
{
	struct pollfd p[] = { { .fd = m->signal_fd, .events = POLLIN },
			      { .fd = m->wake_fd, .events = POLLIN } };
	struct signalfd_siginfo info;
	uint64_t count;

	if (poll(p, 2, next_timeout(m)) < 0 && errno != EINTR)
		fail("poll: %s", strerror(errno));
	while (read(m->signal_fd, &info, sizeof(info)) == (ssize_t)sizeof(info))
		on_signal(m, info.ssi_signo);
	if (read(m->wake_fd, &count, sizeof(count)) < 0 && errno != EAGAIN)
		fail("eventfd: %s", strerror(errno));
	reap(m);
}

static bool is_empty(const struct master *m)
{
	for (int i = 0; i < BERTHS; i++)
		if (m->berth[i].state != BERTH_EMPTY)
			return false;
	return true;
}

static void open_descriptors(struct master *m)
{
	sigset_t mask;

	sigemptyset(&mask);
	sigaddset(&mask, SIGTERM);
	sigaddset(&mask, SIGINT);
	sigaddset(&mask, SIGHUP);
	sigaddset(&mask, SIGCHLD);
	sigprocmask(SIG_BLOCK, &mask, NULL);
	signal(SIGPIPE, SIG_IGN);
	m->signal_fd = signalfd(-1, &mask, SFD_CLOEXEC | SFD_NONBLOCK);
	m->wake_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	m->slot = mmap(NULL, BERTHS * sizeof(struct master_slot), PROT_READ | PROT_WRITE,
		       MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (m->signal_fd < 0 || m->wake_fd < 0 || m->slot == MAP_FAILED)
		fail("starting the master: %s", strerror(errno));
}

int master_run(const struct master_options *o)
{
	struct master m = { .o = o, .wanted = o->workers, .incoming = -1 };

	open_descriptors(&m);
	log_event(LOG_INFO_LEVEL, "started", LOG_INT("pid", getpid()),
		  LOG_INT("workers", o->workers));
	do {
		int64_t now = clock_ms();

		do_what_is_due(&m, now);
		reload_step(&m, now);
		balance(&m, now);
		do_what_is_due(&m, now);
		wait_for_something(&m);
	} while (!m.draining || !is_empty(&m));
	log_info("stopped");
	munmap(m.slot, BERTHS * sizeof(struct master_slot));
	close(m.wake_fd);
	close(m.signal_fd);
	return 0;
}
