/*
 * Asks by ARP who has some addresses, each time that a line with addresses is read.
 *
 *     ask-arp PID INTERFACE OWN CONTROL [INTERFACE OWN CONTROL]
 *
 * PID is a process in the network namespace to ask from. INTERFACE has the address OWN there; CONTROL is somebody who
 * does answer. Prints a line with the addresses for which somebody answered, by each interface where he did.
 * It stays, since the kernel takes its time to close such a socket.
 * All questions go out one after the other on one CPU, the one about CONTROL last. A virtual link hands them over in
 * that order, so when CONTROL has answered, nobody is going to answer the others: there is no time to wait for.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <fcntl.h>
#include <net/ethernet.h>
#include <net/if.h>
#include <netinet/if_ether.h>
#include <netpacket/packet.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

struct question {
    struct ether_header ethernet;
    struct ether_arp arp;
};

static void fail(const char *what)
{
    perror(what);
    exit(1);
}

/* A probe, as by a host that wants to know whether an address is taken, comes from nobody. It is answered also where own
 * would be a martian, because an address on lo has made the whole network local. */
static const char nobody[] = "0.0.0.0";

static void put(int link, struct question *question, const char *from, const char *about)
{
    if (inet_pton(AF_INET, from, question->arp.arp_spa) != 1 || inet_pton(AF_INET, about, question->arp.arp_tpa) != 1)
        fail("ask-arp: no address");
    if (send(link, question, sizeof *question, 0) < 0)
        fail("ask-arp: send");
}

enum { MOST = 8 };

struct asker {
    int link;
    const char *own, *control;
    struct question question;
} askers[MOST];

/* Gets ready to ask by the interface. */
static void open_asker(struct asker *asker, const char *interface)
{
    struct sockaddr_ll at = {.sll_family = AF_PACKET, .sll_protocol = htons(ETH_P_ARP),
                             .sll_ifindex = (int)if_nametoindex(interface)};
    struct ifreq request = {0};
    struct timeval longest = {.tv_sec = 2};
    struct question *question = &asker->question;
    asker->link = socket(AF_PACKET, SOCK_RAW, htons(ETH_P_ARP));
    strncpy(request.ifr_name, interface, IFNAMSIZ - 1);
    if (asker->link < 0 || bind(asker->link, (struct sockaddr *)&at, sizeof at) ||
        ioctl(asker->link, SIOCGIFHWADDR, &request) ||
        setsockopt(asker->link, SOL_SOCKET, SO_RCVTIMEO, &longest, sizeof longest))
        fail("ask-arp");
    memset(question->ethernet.ether_dhost, 0xff, ETH_ALEN);
    memcpy(question->ethernet.ether_shost, request.ifr_hwaddr.sa_data, ETH_ALEN);
    question->ethernet.ether_type = htons(ETHERTYPE_ARP);
    question->arp.ea_hdr = (struct arphdr){htons(ARPHRD_ETHER), htons(ETHERTYPE_IP), ETH_ALEN, 4, htons(ARPOP_REQUEST)};
    memcpy(question->arp.arp_sha, request.ifr_hwaddr.sa_data, ETH_ALEN);
}

/* Asks for the addresses; control answers. */
static void ask(struct asker *asker, char **addresses)
{
    for (; *addresses; addresses++) {
        put(asker->link, &asker->question, asker->own, *addresses);
        put(asker->link, &asker->question, nobody, *addresses);
    }
    put(asker->link, &asker->question, nobody, asker->control);
    for (;;) {
        struct question answer;
        char address[INET_ADDRSTRLEN];
        ssize_t length = recv(asker->link, &answer, sizeof answer, 0);
        if (length < 0)
            fail("ask-arp: the control does not answer");
        if (length < (ssize_t)sizeof answer || answer.arp.ea_hdr.ar_op != htons(ARPOP_REPLY))
            continue;
        inet_ntop(AF_INET, answer.arp.arp_spa, address, sizeof address);
        if (!strcmp(address, asker->control))
            break;
        printf("%s ", address);
    }
}

int main(int argc, char **argv)
{
    int count = (argc - 2) / 3;
    if (argc < 5 || (argc - 2) % 3 || count > MOST) {
        fputs("usage: ask-arp PID INTERFACE OWN CONTROL [INTERFACE OWN CONTROL]\n", stderr);
        return 1;
    }
    char name[64];
    snprintf(name, sizeof name, "/proc/%s/ns/net", argv[1]);
    int network = open(name, O_RDONLY);
    if (network < 0 || setns(network, CLONE_NEWNET))
        fail("ask-arp: namespace");
    for (int i = 0; i < count; i++) {
        askers[i].own = argv[3 * i + 3];
        askers[i].control = argv[3 * i + 4];
        open_asker(&askers[i], argv[3 * i + 2]);
    }

    static char line[4096];
    while (fgets(line, sizeof line, stdin)) {
        char *addresses[MOST + 1];
        int have = 0;
        for (char *word = strtok(line, " \n"); word && have < MOST; word = strtok(NULL, " \n"))
            addresses[have++] = word;
        addresses[have] = NULL;
        cpu_set_t here, all;
        if (sched_getaffinity(0, sizeof all, &all))
            fail("ask-arp: affinity");
        CPU_ZERO(&here);
        CPU_SET(sched_getcpu(), &here);
        if (sched_setaffinity(0, sizeof here, &here))
            fail("ask-arp: affinity");
        for (int i = 0; i < count; i++)
            ask(&askers[i], addresses);
        if (sched_setaffinity(0, sizeof all, &all))
            fail("ask-arp: affinity");
        putchar('\n');
        fflush(stdout);
    }
}
