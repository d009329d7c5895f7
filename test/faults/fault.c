/*
 * Preloaded into a script and what that runs. Each program is a call, which adds a line to the file $TRACE. $FAULT is the
 * number of a call and what goes wrong there:
 *
 *     before, after            it exits with 1, without and after its work
 *     kill-before, kill-after  it is killed together with the script and all else that this has started
 *     hold                     it waits for the file $TRACE.go
 *     orphan                   the script is killed, and it waits the same way
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <ifaddrs.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LINE = 120 };

static const char *kind = "";
static int is_call;

static const char *path(const char *ending)
{
    static char text[200];
    snprintf(text, sizeof text, "%s%s", getenv("TRACE"), ending);
    return text;
}

static int arp_ignore(const char *file)
{
    int value = 0;
    FILE *stream = fopen(file, "re");
    if (!stream || fscanf(stream, "%d", &value) != 1)
        abort();
    fclose(stream);
    return value;
}

/* Notes where the kernel would answer ARP for one of $VIPS. It goes by the greater of two values. */
static void look(void)
{
    struct ifaddrs *all, *one;
    int there = 0, general = arp_ignore("/proc/sys/net/ipv4/conf/all/arp_ignore");
    int value = arp_ignore("/proc/sys/net/ipv4/conf/eth0/arp_ignore");
    if (value < general)
        value = general;
    if (getifaddrs(&all))
        abort();
    for (one = all; one; one = one->ifa_next)
        there |= one->ifa_addr && one->ifa_addr->sa_family == AF_INET && strcmp(one->ifa_name, "eth0")
              && strstr(getenv("VIPS"), inet_ntoa(((struct sockaddr_in *)one->ifa_addr)->sin_addr));
    freeifaddrs(all);
    if (there && value != 1 && value != 2 && value != 8)
        close(creat(path(".answered"), 0600));
}

static void strike(void)
{
    close(creat(path(".struck"), 0600));
    if (!strncmp(kind, "kill", 4))
        kill(0, SIGKILL);
    if (!strcmp(kind, "before") || !strcmp(kind, "after"))
        _exit(1);
    if (!strcmp(kind, "orphan"))
        kill(atoi(getenv("SCRIPT")), SIGKILL);
    for (int i = 0; i < 10000 && access(path(".go"), F_OK); i++)
        usleep(1000);
}

__attribute__((constructor)) static void begin(int argc, char **argv)
{
    char line[LINE + 1] = "", *script = getenv("SCRIPT"), *fault = getenv("FAULT");
    if (!strcmp(program_invocation_short_name, "timeout"))
        return;
    if (!script) {
        snprintf(line, sizeof line, "%d", getpid());
        setenv("SCRIPT", line, 1);
        return;
    }
    if (atoi(script) == getpid())
        return;
    unsetenv("LD_PRELOAD"); /* What a program starts is its own affair. */
    is_call = 1;
    look();
    /* gawk -E runs what stands in for another program. */
    int first = argc > 2 && !strcmp(argv[1], "-E") ? 2 : 0;
    for (int i = first; i < argc; i++)
        snprintf(line + strlen(line), sizeof line - strlen(line), "%s ", i > first ? argv[i] : basename(argv[i]));
    for (int i = 0, ended = 0; i < LINE; i++)
        if ((ended |= !line[i]) || line[i] == '\n')
            line[i] = ' ';
    line[LINE - 1] = '\n';
    int trace = open(path(""), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (write(trace, line, LINE) != LINE)
        abort();
    int call = lseek(trace, 0, SEEK_CUR) / LINE;
    close(trace);
    if (fault && strtol(fault, &fault, 10) == call) {
        kind = fault + 1;
        if (!strstr(kind, "after"))
            strike();
    }
}

__attribute__((destructor)) static void end(void)
{
    if (is_call)
        look();
    if (strstr(kind, "after")) {
        fflush(NULL);
        strike();
    }
}
