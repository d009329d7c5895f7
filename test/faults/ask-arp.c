/*
 * Asks by ARP who has some addresses.
 *
 *     ask-arp PID INTERFACE OWN CONTROL [INTERFACE OWN CONTROL] - ADDRESS...
 *
 * PID is a process in the network namespace to ask from. INTERFACE has the address OWN there; CONTROL is somebody who
 * does answer. Prints each ADDRESS for which somebody answered.
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

/* Asks by the interface, as own, for the addresses; control answers. */
static void ask(const char *interface, const char *own, const char *control, char **addresses)
{
    int link = socket(AF_PACKET, SOCK_RAW, htons(ETH_P_ARP));
    struct sockaddr_ll at = {.sll_family = AF_PACKET, .sll_protocol = htons(ETH_P_ARP),
                             .sll_ifindex = (int)if_nametoindex(interface)};
    struct ifreq request = {0};
    struct timeval longest = {.tv_sec = 2};
    strncpy(request.ifr_name, interface, IFNAMSIZ - 1);
    if (link < 0 || bind(link, (struct sockaddr *)&at, sizeof at) || ioctl(link, SIOCGIFHWADDR, &request) ||
        setsockopt(link, SOL_SOCKET, SO_RCVTIMEO, &longest, sizeof longest))
        fail("ask-arp");

    struct question question = {0};
    memset(question.ethernet.ether_dhost, 0xff, ETH_ALEN);
    memcpy(question.ethernet.ether_shost, request.ifr_hwaddr.sa_data, ETH_ALEN);
    question.ethernet.ether_type = htons(ETHERTYPE_ARP);
    question.arp.ea_hdr = (struct arphdr){htons(ARPHRD_ETHER), htons(ETHERTYPE_IP), ETH_ALEN, 4, htons(ARPOP_REQUEST)};
    memcpy(question.arp.arp_sha, request.ifr_hwaddr.sa_data, ETH_ALEN);
    for (; *addresses; addresses++) {
        put(link, &question, own, *addresses);
        put(link, &question, nobody, *addresses);
    }
    put(link, &question, nobody, control);
    for (;;) {
        struct question answer;
        char address[INET_ADDRSTRLEN];
        ssize_t length = recv(link, &answer, sizeof answer, 0);
        if (length < 0)
            fail("ask-arp: the control does not answer");
        if (length < (ssize_t)sizeof answer || answer.arp.ea_hdr.ar_op != htons(ARPOP_REPLY))
            continue;
        inet_ntop(AF_INET, answer.arp.arp_spa, address, sizeof address);
        if (!strcmp(address, control))
            break;
        puts(address);
    }
    close(link);
}

int main(int argc, char **argv)
{
    int first = 2;
    while (first < argc && strcmp(argv[first], "-"))
        first++;
    if (first >= argc || first < 5 || (first - 2) % 3) {
        fputs("usage: ask-arp PID INTERFACE OWN CONTROL [INTERFACE OWN CONTROL] - ADDRESS...\n", stderr);
        return 1;
    }
    cpu_set_t here;
    CPU_ZERO(&here);
    CPU_SET(sched_getcpu(), &here);
    if (sched_setaffinity(0, sizeof here, &here))
        fail("ask-arp: affinity");
    char name[64];
    snprintf(name, sizeof name, "/proc/%s/ns/net", argv[1]);
    int network = open(name, O_RDONLY);
    if (network < 0 || setns(network, CLONE_NEWNET))
        fail("ask-arp: namespace");
    for (int i = 2; i < first; i += 3)
        ask(argv[i], argv[i + 1], argv[i + 2], argv + first + 1);
}
