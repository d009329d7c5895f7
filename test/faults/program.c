/*
 * Stands in for each program that a script runs: a link to this has the name of the program, which it runs in turn. It
 * adds each call to the file /run/calls. $FAULT is what goes wrong, and the number of the call, or 0 for each:
 *
 *     before, after  it exits with 1, without the program's work and after it
 *     hold           it says so to the descriptor 5, and waits for the descriptor 6
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* Returns the number of this call. */
static int add(char **argv)
{
    int calls = open("/run/calls", O_WRONLY | O_APPEND | O_CLOEXEC);
    int count = open("/run/count", O_WRONLY | O_APPEND | O_CLOEXEC);
    for (dprintf(calls, "@call\n"); *argv; argv++)
        dprintf(calls, "%s\n", *argv);
    if (write(count, "", 1) != 1)
        abort();
    return lseek(count, 0, SEEK_CUR);
}

/* Notes if ARP for one of $VIPS would be answered, since it is an address of this host: no other can be bound. */
static void look(void)
{
    FILE *setting = fopen("/proc/sys/net/ipv4/conf/all/arp_ignore", "r");
    int is_loud = !setting || getc(setting) == '0';
    for (char *vip = strtok(strdup(getenv("VIPS")), " "); vip && is_loud; vip = strtok(NULL, " ")) {
        struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = inet_addr(vip)};
        if (!bind(socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0), (struct sockaddr *)&address, sizeof address))
            close(creat("/run/answered", 0600));
    }
}

int main(int argc, char **argv)
{
    char kind[8] = "", go;
    int number = 0, call = argc > 0 ? add(argv) : 0;
    look();
    if (sscanf(getenv("FAULT"), "%7s %d", kind, &number) == 2 && number && number != call)
        *kind = '\0';
    if (!strcmp(kind, "before"))
        return 1;
    if (!strcmp(kind, "hold") && (write(5, "\n", 1) != 1 || read(6, &go, 1) != 1))
        abort();
    if (!strcmp(kind, "after") && fork())
        return wait(NULL) > 0;
    setenv("PATH", "/run/bin:/usr/sbin:/usr/bin:/sbin:/bin", 1);
    execvp(basename(argv[0]), argv);
    return 127;
}
