/*
 * Runs a program and sees each step of it and of its children: each program that is executed, and each file that is
 * opened for writing. At one of them it makes something go wrong.
 *
 *     stepper LOG - COMMAND...                       lists the steps
 *     stepper LOG STEP NTH FAULT - COMMAND...        and makes FAULT happen when STEP happens for the NTHth time;
 *                                                    the STEP any is the NTHth of all
 *     stepper LOG STEP NTH hold HOOK - COMMAND...    there, waits until the shell command HOOK has ended
 *
 * A line of LOG is a step: its name, a hash of all there is to it, and what it is in words. "applied" stands behind that
 * where the fault was. The last line is "end" with the exit status; that of a killed process is 128 and its signal.
 *
 * Faults at a program:       missing, fails, fails-after (its work was done)
 * Faults at a file:          refused, read-only, full (there is no room for it), torn (none for what is written there)
 * Faults at either:          kill-before, kill-after: SIGKILL for all; kill-script: for the script alone
 *                            hup, int, term: the signal for all, as by a terminal or systemd; term-script: for the
 *                            script alone
 *
 * strace can do each of these, but counts the calls of every process for itself, so that it cannot be told which.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MOST = 4096, SECONDS = 60 };

struct tracee {
    pid_t pid;
    int begun;       /* its first stop, which every new process has, is behind it */
    int at_exit;     /* something is to happen when it ends */
    char *torn;      /* what it writes to this file finds no room */
    int after_open;  /* everything is killed when its call has returned */
    int held;
};

static struct tracee tracees[MOST];
static int count;
static pid_t script, hook;
static FILE *log_file;
static const char *wanted, *fault, *hook_command;
static int nth, seen, applied, started;

static struct tracee *tracee_of(pid_t pid)
{
    for (int i = 0; i < count; i++)
        if (tracees[i].pid == pid)
            return &tracees[i];
    if (count == MOST) {
        fputs("stepper: too many processes\n", stderr);
        exit(125);
    }
    memset(&tracees[count], 0, sizeof tracees[count]);
    tracees[count].pid = pid;
    return &tracees[count++];
}

static void forget(pid_t pid)
{
    for (int i = 0; i < count; i++)
        if (tracees[i].pid == pid)
            tracees[i] = tracees[--count];
}

static void signal_all(int signal)
{
    for (int i = 0; i < count; i++)
        kill(tracees[i].pid, signal);
}

/* The text at an address of a stopped process. */
static void read_text(pid_t pid, unsigned long address, char *text, size_t size)
{
    size_t have = 0;
    text[0] = 0;
    while (address && have + sizeof(long) < size) {
        errno = 0;
        long word = ptrace(PTRACE_PEEKDATA, pid, address + have, 0);
        if (errno)
            break;
        memcpy(text + have, &word, sizeof word);
        if (memchr(&word, 0, sizeof word))
            return;
        have += sizeof word;
        text[have] = 0;
    }
}

static uint64_t hash_of(uint64_t hash, const char *text)
{
    do
        hash = (hash ^ (unsigned char)*text) * 1099511628211u;
    while (*text++);
    return hash;
}

static void add_words(char *words, size_t size, const char *text)
{
    size_t have = strlen(words);
    if (have && have + 1 < size)
        words[have++] = ' ';
    for (; *text && have + 1 < size; text++)
        if (*text != '\n' || (have && words[have - 1] != ' '))
            words[have++] = *text == '\n' ? ' ' : *text;
    words[have] = 0;
}

static void change(pid_t pid, struct user_regs_struct *regs)
{
    ptrace(PTRACE_SETREGS, pid, 0, regs);
}

/* The call is not made, and returns this error. */
static void refuse(pid_t pid, struct user_regs_struct *regs, int error)
{
    regs->orig_rax = -1;
    regs->rax = -error;
    change(pid, regs);
}

/* Makes what is asked for happen at this step; says whether the process is to go on. */
static int apply(struct tracee *tracee, struct user_regs_struct *regs, int is_program, const char *path)
{
    pid_t pid = tracee->pid;
    applied = 1;
    fputs("applied\n", log_file);
    if (!strcmp(fault, "missing"))
        refuse(pid, regs, ENOENT);
    else if (!strcmp(fault, "refused"))
        refuse(pid, regs, EACCES);
    else if (!strcmp(fault, "read-only"))
        refuse(pid, regs, EROFS);
    else if (!strcmp(fault, "full"))
        refuse(pid, regs, ENOSPC);
    else if (!strcmp(fault, "fails")) {
        regs->orig_rax = SYS_exit_group;
        regs->rdi = 1;
        change(pid, regs);
    } else if (!strcmp(fault, "fails-after"))
        tracee->at_exit = 1;
    else if (!strcmp(fault, "torn"))
        tracee->torn = strdup(path);
    else if (!strcmp(fault, "kill-before"))
        signal_all(SIGKILL);
    else if (!strcmp(fault, "kill-after")) {
        if (is_program)
            tracee->at_exit = 1;
        else
            tracee->after_open = 1;
    } else if (!strcmp(fault, "kill-script"))
        kill(script, SIGKILL);
    else if (!strcmp(fault, "hup"))
        signal_all(SIGHUP);
    else if (!strcmp(fault, "int"))
        signal_all(SIGINT);
    else if (!strcmp(fault, "term"))
        signal_all(SIGTERM);
    else if (!strcmp(fault, "term-script"))
        kill(script, SIGTERM);
    else if (!strcmp(fault, "hold")) {
        tracee->held = 1;
        hook = fork();
        if (hook == 0) {
            execl("/bin/sh", "sh", "-c", hook_command, NULL);
            _exit(127);
        }
        return 0;
    } else {
        fprintf(stderr, "stepper: no such fault: %s\n", fault);
        exit(125);
    }
    return 1;
}

/* A program is about to be executed, or a file opened for writing; says whether the process is to go on. */
static int step(struct tracee *tracee, struct user_regs_struct *regs, const char *kind, unsigned long path_address,
                unsigned long arguments)
{
    static char path[4096], text[1 << 16];
    char words[200] = "";
    int is_program = !strcmp(kind, "run");

    read_text(tracee->pid, path_address, path, sizeof path);
    if (is_program ? access(path, X_OK) : !strcmp(path, "/dev/null") || !strcmp(path, "/dev/tty"))
        return 1;
    uint64_t hash = hash_of(hash_of(14695981039346656037u, kind), path);
    if (is_program) {
        const char *name = strrchr(path, '/');
        add_words(words, sizeof words, name ? name + 1 : path);
        for (int i = 1;; i++) {
            errno = 0;
            unsigned long argument = ptrace(PTRACE_PEEKDATA, tracee->pid, arguments + i * sizeof(long), 0);
            if (errno || !argument)
                break;
            read_text(tracee->pid, argument, text, sizeof text);
            hash = hash_of(hash, text);
            add_words(words, sizeof words, text);
        }
    } else
        add_words(words, sizeof words, path);

    char name[17];
    snprintf(name, sizeof name, "%016llx", (unsigned long long)hash);
    fprintf(log_file, "%s %s %s\n", name, kind, words);
    if (applied || !wanted || (strcmp(wanted, "any") && strcmp(wanted, name)) || ++seen != nth)
        return 1;
    return apply(tracee, regs, is_program, path);
}

static int is_open_as(pid_t pid, int descriptor, const char *path)
{
    char link[64];
    struct stat one, other;
    snprintf(link, sizeof link, "/proc/%d/fd/%d", pid, descriptor);
    return !stat(link, &one) && !stat(path, &other) && one.st_dev == other.st_dev && one.st_ino == other.st_ino;
}

/* A process has stopped before a call that is looked at; says how it is to go on: 0 not at all, or by which request. */
static int before_call(struct tracee *tracee)
{
    struct user_regs_struct regs;
    int goes_on = 1;
    if (ptrace(PTRACE_GETREGS, tracee->pid, 0, &regs))
        return PTRACE_CONT;
    switch (regs.orig_rax) {
    case SYS_execve:
        if (started)
            goes_on = step(tracee, &regs, "run", regs.rdi, regs.rsi);
        break;
    case SYS_open:
    case SYS_openat:
    case SYS_creat: {
        int is_at = regs.orig_rax == SYS_openat;
        unsigned long flags = regs.orig_rax == SYS_creat ? O_WRONLY : is_at ? regs.rdx : regs.rsi;
        if (flags & (O_WRONLY | O_RDWR))
            goes_on = step(tracee, &regs, "open", is_at ? regs.rsi : regs.rdi, 0);
        break;
    }
    case SYS_write:
    case SYS_writev:
        if (tracee->torn && is_open_as(tracee->pid, (int)regs.rdi, tracee->torn))
            refuse(tracee->pid, &regs, ENOSPC);
        break;
    case SYS_exit_group:
        if (!tracee->at_exit)
            break;
        if (!strcmp(fault, "kill-after"))
            signal_all(SIGKILL);
        regs.rdi = 1;
        change(tracee->pid, &regs);
        break;
    }
    return !goes_on ? 0 : tracee->after_open ? PTRACE_SYSCALL : PTRACE_CONT;
}

static int fault_is(const char *name)
{
    return fault && !strcmp(fault, name);
}

/* Stops only before calls that are of interest: each stop takes longer than the call. */
static void look_at_calls(void)
{
    enum { any = -1 };
    const struct {
        int call, argument; /* the argument with the flags, of which one is to be for writing */
        int wanted;
    } calls[] = {
        {SYS_execve, any, 1},
        {SYS_creat, any, 1},
        {SYS_open, 1, 1},
        {SYS_openat, 2, 1},
        {SYS_exit_group, any, fault_is("fails-after") || fault_is("kill-after")},
        {SYS_write, any, fault_is("torn")},
        {SYS_writev, any, fault_is("torn")},
    };
    enum { COUNT = sizeof calls / sizeof *calls };
    struct sock_filter filter[5 * COUNT + 2];
    int n = 0;
    for (int i = 0; i < COUNT; i++) {
        if (!calls[i].wanted)
            continue;
        int has_flags = calls[i].argument != any;
        filter[n++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr));
        filter[n++] =
            (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (unsigned)calls[i].call, 0, has_flags ? 3 : 1);
        if (has_flags) {
            unsigned at = offsetof(struct seccomp_data, args) + 8 * (unsigned)calls[i].argument;
            filter[n++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, at);
            filter[n++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, O_WRONLY | O_RDWR, 0, 1);
        }
        filter[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRACE);
    }
    filter[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    struct sock_fprog program = {(unsigned short)n, filter};
    if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program)) {
        perror("stepper: seccomp");
        _exit(125);
    }
}

static void end_everything(int signal)
{
    (void)signal;
    fputs("stepper: it has not ended within 60 seconds\n", stderr);
    signal_all(SIGKILL);
    _exit(124);
}

int main(int argc, char **argv)
{
    int first = 2;
    while (first < argc && strcmp(argv[first], "-"))
        first++;
    if (first + 1 >= argc || (first != 2 && first < 5)) {
        fputs("usage: stepper LOG [STEP NTH FAULT [HOOK]] - COMMAND...\n", stderr);
        return 125;
    }
    log_file = fopen(argv[1], "we");
    if (!log_file) {
        perror("stepper");
        return 125;
    }
    /* Whoever waits for it can see how far it has come. */
    setlinebuf(log_file);
    if (first > 2) {
        wanted = argv[2];
        nth = atoi(argv[3]);
        fault = argv[4];
        hook_command = argv[5];
    }

    script = fork();
    if (script == 0) {
        ptrace(PTRACE_TRACEME, 0, 0, 0);
        raise(SIGSTOP);
        look_at_calls();
        execvp(argv[first + 1], argv + first + 1);
        perror("stepper");
        _exit(125);
    }
    int status, result = 125;
    waitpid(script, &status, 0);
    tracee_of(script)->begun = 1;
    ptrace(PTRACE_SETOPTIONS, script, 0,
           PTRACE_O_TRACESECCOMP | PTRACE_O_TRACEFORK | PTRACE_O_TRACEVFORK | PTRACE_O_TRACECLONE | PTRACE_O_TRACEEXEC |
               PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL);
    ptrace(PTRACE_CONT, script, 0, 0);
    signal(SIGALRM, end_everything);
    alarm(SECONDS);

    while (count > 0) {
        pid_t pid = waitpid(-1, &status, __WALL);
        if (pid < 0)
            break;
        if (pid == hook && !WIFSTOPPED(status)) {
            hook = 0;
            for (int i = 0; i < count; i++)
                if (tracees[i].held) {
                    tracees[i].held = 0;
                    ptrace(PTRACE_CONT, tracees[i].pid, 0, 0);
                }
            continue;
        }
        if (!WIFSTOPPED(status)) {
            if (pid == script)
                result = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
            forget(pid);
            continue;
        }
        struct tracee *tracee = tracee_of(pid);
        int signal = WSTOPSIG(status), event = status >> 16, request = PTRACE_CONT;
        if (event == PTRACE_EVENT_SECCOMP) {
            signal = 0;
            request = before_call(tracee);
        } else if (event) {
            signal = 0;
            /* Until then it is the script itself that is looked for. */
            started |= event == PTRACE_EVENT_EXEC;
        }
        else if (signal == (SIGTRAP | 0x80)) {
            /* It is behind the call before which it was stopped. */
            signal = 0;
            if (tracee->after_open)
                signal_all(SIGKILL);
        } else if (!tracee->begun && signal == SIGSTOP)
            signal = 0;
        tracee->begun = 1;
        if (request)
            ptrace(request, pid, 0, signal);
    }
    fprintf(log_file, "end %d\n", result);
    fclose(log_file);
    return result;
}
