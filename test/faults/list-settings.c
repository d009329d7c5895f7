/*
 * Lists all settings of IPv4, each time that a line is read from standard input. Those of IPVS may have a stand-in, which
 * is listed under their names.
 *
 *     list-settings FILE
 *
 * Writes lines PATH:VALUE to FILE, and then an empty line to standard output. A shell takes several times as long.
 */
#include <fcntl.h>
#include <glob.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const char *const patterns[] = {"/proc/sys/net/ipv4/ip_forward", "/proc/sys/net/ipv4/conf/*/*",
                                       "/proc/sys/net/ipv4/vs/*", "/run/ipvs/vs/*"};

static void list(const char *pattern, FILE *to)
{
    const char *folder = strncmp(pattern, "/run/ipvs/", 10) ? "" : "/proc/sys/net/ipv4/vs/";
    glob_t found;
    if (glob(pattern, 0, NULL, &found))
        return;
    for (size_t i = 0; i < found.gl_pathc; i++) {
        char value[256];
        int file = open(found.gl_pathv[i], O_RDONLY);
        ssize_t length = file < 0 ? -1 : read(file, value, sizeof value - 1);
        if (file >= 0)
            close(file);
        if (length < 0)
            continue;
        value[length] = 0;
        value[strcspn(value, "\n")] = 0;
        const char *path = found.gl_pathv[i];
        fprintf(to, "%s%s:%s\n", folder, *folder ? strrchr(path, '/') + 1 : path, value);
    }
    globfree(&found);
}

int main(int argc, char **argv)
{
    if (argc != 2) {
        fputs("usage: list-settings FILE\n", stderr);
        return 1;
    }
    for (int character; (character = getchar()) != EOF;) {
        if (character != '\n')
            continue;
        FILE *to = fopen(argv[1], "w");
        if (!to)
            return 1;
        for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++)
            list(patterns[i], to);
        if (fclose(to))
            return 1;
        putchar('\n');
        fflush(stdout);
    }
    return 0;
}
