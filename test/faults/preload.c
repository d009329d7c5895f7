/*
 * Preloaded into the shell of a script, this stands before each program of /run/bin that the script runs. It adds the call
 * to the file /run/calls. $FAULT is what goes wrong, and the number of the call, or 0 for each:
 *
 *     before, after  the program exits with 1, without its work and after it
 *     hold           its name goes to the descriptor 5, and it waits for the descriptor 6
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* The programs do not load this. */
__attribute__((constructor)) static void hide(void) { unsetenv("LD_PRELOAD"); }

/* Returns the number of this call. */
static int add(char *const *argv)
{
    int calls = open("/run/calls", O_WRONLY | O_APPEND | O_CLOEXEC);
    int count = open("/run/count", O_WRONLY | O_APPEND | O_CLOEXEC);
    for (dprintf(calls, "@call\n"); *argv; argv++)
        dprintf(calls, "%s\n", *argv);
    return write(count, "", 1) == 1 ? lseek(count, 0, SEEK_CUR) : -1;
}

/* Notes if ARP for one of $VIPS would be answered, since it is an address of this host: no other can be bound. */
static void look(void)
{
    FILE *setting = fopen("/proc/sys/net/ipv4/conf/all/arp_ignore", "re");
    int is_loud = !setting || getc(setting) == '0';
    for (char *vip = strtok(strdup(getenv("VIPS")), " "); vip && is_loud; vip = strtok(NULL, " ")) {
        struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = inet_addr(vip)};
        if (!bind(socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0), (struct sockaddr *)&address, sizeof address))
            close(creat("/run/answered", 0600));
    }
}

int execve(const char *path, char *const argv[], char *const environment[])
{
    char kind[8] = "", go;
    int number = 0, call = add(argv);
    look();
    if (sscanf(getenv("FAULT"), "%7s %d", kind, &number) == 2 && number && number != call)
        *kind = '\0';
    if (!strcmp(kind, "before"))
        _exit(1);
    if (!strcmp(kind, "hold") && (dprintf(5, "%s\n", basename(path)) < 0 || read(6, &go, 1) != 1))
        abort();
    if (!strcmp(kind, "after") && fork())
        _exit(wait(NULL) > 0);
    return syscall(SYS_execve, path, argv, environment);
}
