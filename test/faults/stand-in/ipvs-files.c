/*
 * The files of IPVS on a kernel that has none. A program that is loaded with this library finds that
 * /proc/net/ip_vs is there, and the settings of IPVS in /run/ipvs/vs.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* As a path below /proc, so that whoever traces the program takes it for a setting all the same. */
#define PLACE "/proc/self/root/run/ipvs"

static const char table[] = "/proc/net/ip_vs", settings[] = "/proc/sys/net/ipv4/vs/";

/* Where what is asked for stands. */
static const char *place_of(const char *path, char *buffer)
{
    if (path && !strcmp(path, table))
        return PLACE "/vs";
    if (!path || strncmp(path, settings, sizeof settings - 1))
        return path;
    snprintf(buffer, PATH_MAX, PLACE "/vs/%s", path + sizeof settings - 1);
    return buffer;
}

/* A setting keeps its value until another one is written, and nobody can make one. */
static int flags_for(const char *asked, const char *path, int flags)
{
    return asked == path ? flags : flags & ~(O_CREAT | O_EXCL | O_TRUNC);
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static int open_at(int folder, const char *path, int flags, va_list rest)
{
    char buffer[PATH_MAX];
    const char *place = place_of(path, buffer);
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;
    return REAL(openat)(folder, place, flags_for(path, place, flags), mode);
}

/* To the kernel all of them are openat. */
#define OPEN(declaration, folder)                                                                  \
    declaration                                                                                    \
    {                                                                                              \
        va_list rest;                                                                              \
        va_start(rest, flags);                                                                     \
        int file = open_at(folder, path, flags, rest);                                             \
        va_end(rest);                                                                              \
        return file;                                                                               \
    }
#define STAT(name, type)                                                                           \
    int name(const char *path, struct type *to)                                                    \
    {                                                                                              \
        char buffer[PATH_MAX];                                                                     \
        return REAL(name)(place_of(path, buffer), to);                                             \
    }
#define ACCESS(name)                                                                               \
    int name(const char *path, int mode)                                                           \
    {                                                                                              \
        char buffer[PATH_MAX];                                                                     \
        return REAL(name)(place_of(path, buffer), mode);                                           \
    }

OPEN(int open(const char *path, int flags, ...), AT_FDCWD)
OPEN(int open64(const char *path, int flags, ...), AT_FDCWD)
OPEN(int openat(int folder, const char *path, int flags, ...), folder)
OPEN(int openat64(int folder, const char *path, int flags, ...), folder)
STAT(stat, stat)
STAT(stat64, stat64)
STAT(lstat, stat)
STAT(lstat64, stat64)
ACCESS(access)
ACCESS(eaccess)

int faccessat(int folder, const char *path, int mode, int flags)
{
    char buffer[PATH_MAX];
    return REAL(faccessat)(folder, place_of(path, buffer), mode, flags);
}

FILE *fopen(const char *path, const char *mode)
{
    char buffer[PATH_MAX];
    return REAL(fopen)(place_of(path, buffer), mode);
}

FILE *fopen64(const char *path, const char *mode)
{
    char buffer[PATH_MAX];
    return REAL(fopen64)(place_of(path, buffer), mode);
}
