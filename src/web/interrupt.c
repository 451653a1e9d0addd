/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A slow peer loses its connection; slow work costs the worker, and the database rolls back as its
 * connection closes. */
#include "web/interrupt.h"
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>
#include "base/instant.h"

enum { INPUT_SECONDS = 5, HARD_SECONDS = 15 };
enum phase { PHASE_INPUT, PHASE_WORK, PHASE_OUTPUT };

/* Signal handlers get no argument, so what they need stands here; the process has one thread. */
static struct {
	volatile sig_atomic_t stop, phase, fd;
	char line[200];
	size_t line_len;
} state;

static void on_stop(int sig)
{
	(void)sig;
	state.stop = 1;
}

static void on_deadline(int sig)
{
	ssize_t n;

	(void)sig;
	if (state.phase != PHASE_WORK) {
		shutdown((int)state.fd, SHUT_RDWR);
		return;
	}
	n = write(STDERR_FILENO, state.line, state.line_len);
	(void)n;
	_exit(75);
}

static void handle(int sig, void (*fn)(int))
{
	struct sigaction sa = { .sa_handler = fn };

	sigemptyset(&sa.sa_mask);
	sigaction(sig, &sa, NULL);
}

void interrupt_init(sigset_t *in_poll)
{
	static const int stops[] = { SIGTERM, SIGINT, SIGHUP, SIGUSR1, SIGUSR2 };
	sigset_t mask;

	sigemptyset(&mask);
	sigemptyset(in_poll);
	for (size_t i = 0; i < sizeof(stops) / sizeof(stops[0]); i++) {
		sigaddset(&mask, stops[i]);
		handle(stops[i], on_stop);
	}
	handle(SIGALRM, on_deadline);
	handle(SIGPIPE, SIG_IGN);
	handle(SIGCHLD, SIG_DFL);
	sigprocmask(SIG_SETMASK, &mask, NULL);
}

bool interrupt_stopped(void)
{
	return state.stop;
}

void interrupt_input(int fd)
{
	state.fd = fd;
	state.phase = PHASE_INPUT;
	alarm(INPUT_SECONDS);
}

/* The line is printed while that is safe; its time is the moment at which it would be written. */
void interrupt_work(const char *request_id)
{
	struct instant end = instant_add(instant_now(), HARD_SECONDS * INSTANT_SECOND);
	char time[40];
	int n;

	instant_format_utc(end, time, sizeof(time));
	n = snprintf(state.line, sizeof(state.line),
		     "{\"time\":\"%s\",\"level\":\"error\",\"message\":\"hard deadline\","
		     "\"request\":\"%s\",\"pid\":%ld}\n",
		     time, request_id, (long)getpid());
	state.line_len = (size_t)n;
	state.phase = PHASE_WORK;
	alarm(HARD_SECONDS);
}

void interrupt_output(void)
{
	state.phase = PHASE_OUTPUT;
}

void interrupt_done(void)
{
	alarm(0);
}
