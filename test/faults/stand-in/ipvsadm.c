/*
 * ipvsadm on a kernel without IPVS: it keeps the table in /run/ipvs/table, in the words of `ipvsadm -Sn`, and does with
 * it what the kernel does. It knows what the directors of the experiments ask for, and refuses everything else; that
 * the real one answers the same is shown in a guest (host/agree.bash).
 *
 * The table is where a symbolic link leads: a file that is opened for writing would be taken for a step of the script.
 */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define FOLDER "/run/ipvs"
#define MOST 64

/* A service, or with a destination one of its real servers. */
struct entry {
    char service[64], destination[64], how[64];
};

static struct entry entries[MOST];
static size_t count;

static int fail(const char *why)
{
    fprintf(stderr, "%s\n", why);
    return 255;
}

static void add_word(char *to, const char *word)
{
    snprintf(to + strlen(to), 64 - strlen(to), "%s%s", *to ? " " : "", word);
}

static int is_one_of(const char *word, const char *const *words)
{
    while (*words && strcmp(word, *words))
        words++;
    return *words != NULL;
}

static const char *const protocols[] = {"-t", "-u", NULL}, *const forwardings[] = {"-g", "-i", "-m", NULL},
                         *const options[] = {"-s", "-p", "-w", NULL};

/* Splits a command, or a line of the table, which is one; returns its letter, or 0 for what is not understood. */
static char parse(char *line, struct entry *entry)
{
    char *rest, *word = strtok_r(line, " \n", &rest);
    char verb = word && word[0] == '-' && !word[2] ? word[1] : 0;
    memset(entry, 0, sizeof *entry);
    while ((word = strtok_r(NULL, " \n", &rest))) {
        char *to = is_one_of(word, protocols) ? entry->service : !strcmp(word, "-r") ? entry->destination : entry->how;
        if (to != entry->destination)
            add_word(to, word);
        if (is_one_of(word, forwardings))
            continue;
        char *value = strtok_r(NULL, " \n", &rest);
        if (!value || (to == entry->how && !is_one_of(word, options)))
            return 0;
        add_word(to, value);
    }
    return *entry->service && verb && strchr("AEDaed", verb) ? verb : 0;
}

static struct entry *find(const char *service, const char *destination)
{
    for (size_t i = 0; i < count; i++)
        if (!strcmp(entries[i].service, service) && !strcmp(entries[i].destination, destination))
            return &entries[i];
    return NULL;
}

/* Takes off what a service has, or one real server of it. */
static void drop(const char *service, const char *destination)
{
    size_t left = 0;
    for (size_t i = 0; i < count; i++)
        if (strcmp(entries[i].service, service) || (*destination && strcmp(entries[i].destination, destination)))
            entries[left++] = entries[i];
    count = left;
}

static int apply(char *line)
{
    struct entry wanted;
    char verb = parse(line, &wanted);
    if (!verb || !*wanted.destination != !!strchr("AED", verb))
        return fail("this stand-in for ipvsadm does not know that command");
    struct entry *there = find(wanted.service, wanted.destination);
    if (*wanted.destination && !find(wanted.service, ""))
        return fail("Service not defined");
    if (verb == 'A' || verb == 'a') {
        if (there)
            return fail(verb == 'A' ? "Service already exists" : "Destination already exists");
        if (count == MOST)
            return fail("Memory allocation problem");
        entries[count++] = wanted;
        return 0;
    }
    if (!there)
        return fail(*wanted.destination ? "No such destination" : "No such service");
    if (verb == 'E' || verb == 'e')
        strcpy(there->how, wanted.how);
    else
        drop(wanted.service, wanted.destination);
    return 0;
}

/* Reads what was kept under a name. */
static int recall(const char *path, char *text, size_t size)
{
    ssize_t length = readlink(path, text, size - 1);
    if (length < 0 || (size_t)length == size - 1)
        return 0;
    text[length] = 0;
    return 1;
}

/* In one step, as a command of the kernel is done or not done. */
static int keep(const char *path, const char *text)
{
    unlink(FOLDER "/new");
    if (symlink(text, FOLDER "/new") || rename(FOLDER "/new", path))
        return fail("this stand-in for ipvsadm cannot keep that");
    return 0;
}

static void load(void)
{
    char text[4096], *rest;
    if (!recall(FOLDER "/table", text, sizeof text))
        exit(fail("this stand-in for ipvsadm cannot read its table"));
    for (char *line = strtok_r(text, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest))
        if (count < MOST && parse(line, &entries[count]))
            count++;
}

/* Prints the table so that each service is followed by its real servers. */
static void print(FILE *to, void print_one(FILE *, const struct entry *))
{
    for (size_t i = 0; i < count; i++) {
        if (*entries[i].destination)
            continue;
        print_one(to, &entries[i]);
        for (size_t k = 0; k < count; k++)
            if (*entries[k].destination && !strcmp(entries[k].service, entries[i].service))
                print_one(to, &entries[k]);
    }
}

static void print_command(FILE *to, const struct entry *entry)
{
    if (*entry->destination)
        fprintf(to, "-a %s -r %s %s\n", entry->service, entry->destination, entry->how);
    else
        fprintf(to, "-A %s %s\n", entry->service, entry->how);
}

static void print_listing(FILE *to, const struct entry *entry)
{
    char kind[8] = "", scheduler[32] = "";
    int number = 0;
    if (*entry->destination) {
        sscanf(entry->how, "%7s -w %d", kind, &number);
        const char *forwarding = kind[1] == 'g' ? "Route" : kind[1] == 'i' ? "Tunnel" : "Masq";
        fprintf(to, "  -> %-28s %-7s %-6d 0          0         \n", entry->destination, forwarding, number);
        return;
    }
    int words = sscanf(entry->how, "-s %31s -p %d", scheduler, &number);
    fprintf(to, "%s  %s %s", entry->service[1] == 't' ? "TCP" : "UDP", entry->service + 3, scheduler);
    fprintf(to, words > 1 ? " persistent %d\n" : "\n", number);
}

static int save(void)
{
    char text[4096] = "\n";
    FILE *to = fmemopen(text, sizeof text, "w");
    if (!to)
        return fail("this stand-in for ipvsadm has no room for that");
    print(to, print_command);
    if (count == 0)
        fputs("\n", to);
    return fclose(to) ? fail("this stand-in for ipvsadm has no room for that") : keep(FOLDER "/table", text);
}

static int restore(void)
{
    char line[256];
    int result = 0;
    while (fgets(line, sizeof line, stdin)) {
        if (*line == '\n')
            continue;
        result = apply(line);
        if (!result)
            result = save();
    }
    return result;
}

static void read_timeouts(int *timeouts)
{
    char text[64];
    if (!recall(FOLDER "/timeouts", text, sizeof text) ||
        sscanf(text, "%d %d %d", &timeouts[0], &timeouts[1], &timeouts[2]) != 3)
        exit(fail("this stand-in for ipvsadm cannot read its timeouts"));
}

static int set_timeouts(char **words)
{
    int timeouts[3];
    char text[64];
    read_timeouts(timeouts);
    for (int i = 0; i < 3; i++)
        if (atoi(words[i]) > 0)
            timeouts[i] = atoi(words[i]);
    snprintf(text, sizeof text, "%d %d %d", timeouts[0], timeouts[1], timeouts[2]);
    return keep(FOLDER "/timeouts", text);
}

int main(int argc, char **argv)
{
    char line[256] = "";
    int timeouts[3];
    load();
    for (int i = 1; i < argc; i++)
        snprintf(line + strlen(line), sizeof line - strlen(line), "%s%s", i > 1 ? " " : "", argv[i]);
    if (!strcmp(line, "-Sn"))
        print(stdout, print_command);
    else if (!strcmp(line, "-Ln")) {
        puts("IP Virtual Server version 1.2.1 (size=4096)\nProt LocalAddress:Port Scheduler Flags\n"
             "  -> RemoteAddress:Port           Forward Weight ActiveConn InActConn");
        print(stdout, print_listing);
    } else if (!strcmp(line, "-Ln --timeout")) {
        read_timeouts(timeouts);
        printf("Timeout (tcp tcpfin udp): %d %d %d\n", timeouts[0], timeouts[1], timeouts[2]);
    } else if (!strcmp(line, "-R"))
        return restore();
    else if (!strcmp(line, "-C")) {
        count = 0;
        return save();
    } else if (argc == 5 && !strcmp(argv[1], "--set"))
        return set_timeouts(argv + 2);
    else {
        int result = apply(line);
        return result ? result : save();
    }
    return 0;
}
