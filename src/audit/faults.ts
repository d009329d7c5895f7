/** What is told of a fault: what does what, why that hurts, and what is right. */
export interface Fault {
  /** The subject, which a finding may name more exactly. */
  readonly it: string;
  readonly does: string;
  readonly hurts: string;
  readonly right: string;
  /** A matter of manners: nothing breaks by it at once. */
  readonly minor?: true;
}

/** Every fault by its key. */
export const faults = {
  'vip-before-suppression': {
    it: 'the VIP',
    does: 'goes up before arp_ignore is set',
    hurts: 'until then this host answers ARP for it and takes the traffic of all',
    right: 'write the settings, then add the VIP',
  },
  'stop-zeroes-settings': {
    it: 'this',
    does: 'sets an arp setting to 0, whatever it was before',
    hurts: 'another VIP or the hardening of the host loses its protection',
    right: 'note the value before start writes, and put that back',
  },
  'sysctl-p-after': {
    it: 'this',
    does: 'loads /etc/sysctl.conf after the values were written',
    hurts: 'what it says there wins, and that may be 0 with the VIP up',
    right: 'leave it out, or load a file of your own before the VIP goes up',
  },
  'only-lo-arp': {
    it: 'this',
    does: 'sets the arp settings of the interface that has the VIP, and of no other',
    hurts: 'requests come in on the LAN interface, where these do nothing',
    right: 'set them for all, or for each LAN interface',
  },
  'wrong-arp-key': {
    it: 'this key',
    does: 'stands where one of all is needed',
    hurts: 'without both settings for all, this host still tells others its MAC for the VIP',
    right: 'set all.arp_ignore to 1 and all.arp_announce to 2',
  },
  'tunl0-rp_filter-missing': {
    it: 'rp_filter of the tunnel',
    does: 'is not loosened',
    hurts: 'a strict filter, as on CentOS 7, drops all that is unpacked there',
    right: 'set rp_filter of tunl0 to 2',
  },
  'netmask-not-32': {
    it: 'the VIP',
    does: 'has another mask than /32',
    hurts: 'its whole network is taken for local, and neighbours are out of reach',
    right: 'ip addr add VIP/32; with ifconfig, netmask 255.255.255.255',
  },
  'host-route-left': {
    it: 'the route to the VIP',
    does: 'is still there after stop',
    hurts: 'this host then cannot reach the service that others have',
    right: 'leave the route out: the address is enough',
  },
  'lo-taken-down': {
    it: 'this',
    does: 'takes all of lo down, and not an alias of it',
    hurts: '127.0.0.1 is gone, and the VIP is still there',
    right: 'ip addr del VIP/32 dev lo',
  },
  'lo-down-up': {
    it: 'lo',
    does: 'is taken down and up again',
    hurts: 'local connections break, and routes that others put on lo are lost',
    right: 'leave lo alone',
  },
  'exit-0-always': {
    it: 'the exit status',
    does: 'is 0 even if the VIP could not be added',
    hurts: 'rc, systemd and people believe that it worked',
    right: 'check each step, and exit 1 with the command that failed',
  },
  'functions-executed': {
    it: 'functions',
    does: 'is run as a program and not sourced',
    hurts: 'it cannot be executed, so nothing of it is there',
    right: '. /etc/rc.d/init.d/functions, or nothing if nothing of it is used',
  },
  'no-subsys-lock': {
    it: 'start',
    does: "makes no /var/lock/subsys/NAME with the script's own name",
    hurts: 'CentOS 6 then does not stop it at shutdown, and the VIP outlives the service',
    right: 'touch it when start succeeded, remove it in stop',
    minor: true,
  },
  'status-wrong': {
    it: 'status',
    does: 'does not tell whether the VIP is there',
    hurts: 'monitoring sees nothing',
    right: 'ask ip -o -4 addr show dev lo to VIP/32; exit 0 if it is there, 3 if not',
  },
  'no-status': {
    it: 'the script',
    does: 'has no status',
    hurts: 'nobody can ask whether it is in force',
    right: 'ask ip -o -4 addr show dev lo to VIP/32; exit 0 if it is there, 3 if not',
    minor: true,
  },
  'no-restart': {
    it: 'restart',
    does: 'is missing, or does nothing',
    hurts: 'service NAME restart leaves all as it is',
    right: 'stop, then start, with their status',
    minor: true,
  },
  'wrong-chkconfig-header': {
    it: 'the header',
    does: 'is wrong',
    hurts: 'the script is not started at boot, or at the wrong time',
    right: '# chkconfig: 2345 LATE EARLY, with a full LSB block that says the same',
  },
  'lsb-missing': {
    it: 'the script',
    does: 'has no LSB block',
    hurts: 'insserv and systemd do not know when to start it',
    right: '### BEGIN INIT INFO with Provides, Required-Start: $network and the rest',
    minor: true,
  },
  'arguments-unchecked': {
    it: 'an unknown or missing argument',
    does: 'is not refused',
    hurts: 'a typo looks like success, or puts a wrong address up',
    right: 'say how it is used and exit 2; check each address before anything changes',
  },
  'forking-unit': {
    it: 'the unit',
    does: 'has Type=forking for a script that forks nothing',
    hurts: 'systemd holds it for ended, so that its stop does nothing and the VIP stays',
    right: 'Type=oneshot and RemainAfterExit=yes',
  },
  'bad-assignment': {
    it: 'an assignment',
    does: 'has blanks round its sign',
    hurts: 'the shell runs it as a command, and the variable stays empty',
    right: 'NAME=value, without blanks',
  },
  'undefined-variable': {
    it: 'a variable',
    does: 'is used and nothing sets it',
    hurts: 'what stands there is empty, and the command means something else',
    right: 'use one name; set -u finds the others',
  },
  'shell-not-sh': {
    it: 'this',
    does: 'is syntax of bash in a script for /bin/sh',
    hurts: 'where sh is not bash it is an error, or always false',
    right: '#!/bin/bash, or what POSIX has',
    minor: true,
  },
  crlf: {
    it: 'lines',
    does: 'end in CR LF',
    hurts: 'the interpreter is not found, and the CR becomes part of words',
    right: 'LF: dos2unix FILE',
  },
  'not-utf8': {
    it: 'the file',
    does: 'is not UTF-8',
    hurts: 'tools that read it as such stop or garble it',
    right: 'iconv -f GB18030 -t UTF-8',
    minor: true,
  },
  'ifconfig-used': {
    it: 'ifconfig, route, netstat or arp',
    does: 'is used',
    hurts:
      'a minimal CentOS 7 has none; ifconfig has the whole network on lo until its mask is set',
    right: 'use ip',
    minor: true,
  },
  'ipvsadm-C': {
    it: 'ipvsadm -C',
    does: 'clears all services',
    hurts: 'those of keepalived and of other scripts go too, with their connections',
    right: "delete one's own: ipvsadm -D for each",
  },
  'iptables-F': {
    it: 'this',
    does: 'flushes a whole table of rules',
    hurts: 'the firewall is open, and NAT of others is gone',
    right: "add and delete one's own rules, one by one",
  },
  'ip_forward-zeroed': {
    it: 'ip_forward',
    does: 'is set to 0',
    hurts: 'VPNs, containers and NAT on this host stop',
    right: 'set it to 1 where it is needed, and never back',
  },
  'no-shebang': {
    it: 'the first line',
    does: 'names no interpreter (#!/bin/sh)',
    hurts: 'systemd refuses it: Exec format error',
    right: '#!/bin/sh as the first line',
    minor: true,
  },
  'syntax-error': {
    it: 'the shell',
    does: 'cannot read this',
    hurts: 'what stands before it has run already when the shell stops',
    right: 'bash -n FILE',
  },
  'vip-left': {
    it: 'the VIP',
    does: 'is still there after stop',
    hurts: 'this host goes on answering for a service that is stopped',
    right: 'ip addr del VIP/32 from the interface that start used',
  },
  'suppression-lifted-first': {
    it: 'stop',
    does: 'lifts arp_ignore before it removes the VIP',
    hurts: 'for that moment this host answers ARP for it',
    right: 'remove the VIP first',
  },
  'modprobe-r': {
    it: 'this',
    does: 'unloads ipip',
    hurts: 'the tunnels of others are gone, in every namespace',
    right: 'leave the module loaded',
  },
  placeholder: {
    it: 'the VIP',
    does: 'is a placeholder',
    hurts: 'nothing works until an address stands there',
    right: 'write the address',
  },
  'dead-director': {
    it: 'ipvsadm',
    does: 'refuses this line',
    hurts: 'the service is not there, whatever the script says',
    right: 'ipvsadm -A -t VIP:PORT -s SCHEDULER, then -a with -r for each real server',
  },
} as const satisfies Readonly<Record<string, Fault>>;

/** The key of a fault. */
export type FaultKey = keyof typeof faults;
