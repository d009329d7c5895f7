/** What is told of a fault: what it is, why that hurts, and what is right. */
export interface Fault {
  readonly what: string;
  readonly hurts: string;
  readonly right: string;
}

/** Every fault by its key. */
export const faults = {
  'vip-before-suppression': {
    what: 'the VIP goes up before arp_ignore is set',
    hurts: 'until then this host answers ARP for it and takes the traffic of all',
    right: 'write the settings, then add the VIP',
  },
  'stop-zeroes-settings': {
    what: 'this sets an arp setting to 0, whatever it was before',
    hurts: 'another VIP or the hardening of the host loses its protection',
    right: 'note the value before start writes, and put that back',
  },
  'sysctl-p-after': {
    what: 'this loads /etc/sysctl.conf after the values were written',
    hurts: 'what it says there wins, and that may be 0 with the VIP up',
    right: 'leave it out, or load a file of your own before the VIP goes up',
  },
  'only-lo-arp': {
    what: 'this sets the arp settings of the interface that has the VIP, and of no other',
    hurts: 'requests come in on the LAN interface, where these do nothing',
    right: 'set them for all, or for each LAN interface',
  },
  'wrong-arp-key': {
    what: 'this key stands where one of all is needed',
    hurts: 'without both settings for all, this host still tells others its MAC for the VIP',
    right: 'set all.arp_ignore to 1 and all.arp_announce to 2',
  },
  'tunl0-rp_filter-missing': {
    what: 'rp_filter of the tunnel is not loosened',
    hurts: 'a strict filter, as on CentOS 7, drops all that is unpacked there',
    right: 'set rp_filter of tunl0 to 2',
  },
  'netmask-not-32': {
    what: 'the VIP has another mask than /32',
    hurts: 'its whole network is taken for local, and neighbours are out of reach',
    right: 'ip addr add VIP/32; with ifconfig, netmask 255.255.255.255',
  },
  'host-route-left': {
    what: 'the route to the VIP is still there after stop',
    hurts: 'this host then cannot reach the service that others have',
    right: 'leave the route out: the address is enough',
  },
  'lo-taken-down': {
    what: 'this takes all of lo down, and not an alias of it',
    hurts: '127.0.0.1 is gone, and the VIP is still there',
    right: 'ip addr del VIP/32 dev lo',
  },
  'lo-down-up': {
    what: 'lo is taken down and up again',
    hurts: 'local connections break, and routes that others put on lo are lost',
    right: 'leave lo alone',
  },
  'exit-0-always': {
    what: 'the exit status is 0 even if the VIP could not be added',
    hurts: 'rc, systemd and people believe that it worked',
    right: 'check each step, and exit 1 with the command that failed',
  },
  'functions-executed': {
    what: 'functions is run as a program and not sourced',
    hurts: 'it cannot be executed, so nothing of it is there',
    right: '. /etc/rc.d/init.d/functions, or nothing if nothing of it is used',
  },
  'no-subsys-lock': {
    what: "start makes no /var/lock/subsys/NAME with the script's own name",
    hurts: 'CentOS 6 then does not stop it at shutdown, and the VIP outlives the service',
    right: 'touch it when start succeeded, remove it in stop',
  },
  'status-wrong': {
    what: 'status does not tell whether the VIP is there',
    hurts: 'monitoring sees nothing',
    right: 'ask ip -o -4 addr show dev lo to VIP/32; exit 0 if it is there, 3 if not',
  },
  'no-status': {
    what: 'the script has no status',
    hurts: 'nobody can ask whether it is in force',
    right: 'ask ip -o -4 addr show dev lo to VIP/32; exit 0 if it is there, 3 if not',
  },
  'no-restart': {
    what: 'restart is missing, or does nothing',
    hurts: 'service NAME restart leaves all as it is',
    right: 'stop, then start, with their status',
  },
  'wrong-chkconfig-header': {
    what: 'the header is wrong',
    hurts: 'the script is not started at boot, or at the wrong time',
    right: '# chkconfig: 2345 LATE EARLY, with a full LSB block that says the same',
  },
  'lsb-missing': {
    what: 'the script has no LSB block',
    hurts: 'insserv and systemd do not know when to start it',
    right: '### BEGIN INIT INFO with Provides, Required-Start: $network and the rest',
  },
  'arguments-unchecked': {
    what: 'an unknown or missing argument is not refused',
    hurts: 'a typo looks like success, or puts a wrong address up',
    right: 'say how it is used and exit 2; check each address before anything changes',
  },
  'forking-unit': {
    what: 'the unit has Type=forking for a script that forks nothing',
    hurts: 'systemd holds it for ended, so that its stop does nothing and the VIP stays',
    right: 'Type=oneshot and RemainAfterExit=yes',
  },
  'bad-assignment': {
    what: 'an assignment has blanks round its sign',
    hurts: 'the shell runs it as a command, and the variable stays empty',
    right: 'NAME=value, without blanks',
  },
  'undefined-variable': {
    what: 'a variable is used and nothing sets it',
    hurts: 'what stands there is empty, and the command means something else',
    right: 'use one name; set -u finds the others',
  },
  'shell-not-sh': {
    what: 'this is syntax of bash in a script for /bin/sh',
    hurts: 'where sh is not bash it is an error, or always false',
    right: '#!/bin/bash, or what POSIX has',
  },
  crlf: {
    what: 'lines end in CR LF',
    hurts: 'the interpreter is not found, and the CR becomes part of words',
    right: 'LF: dos2unix FILE',
  },
  'not-utf8': {
    what: 'the file is not UTF-8',
    hurts: 'tools that read it as such stop or garble it',
    right: 'iconv -f GB18030 -t UTF-8',
  },
  'ifconfig-used': {
    what: 'ifconfig, route, netstat or arp is used',
    hurts: 'a minimal CentOS 7 has none; ifconfig has the network on lo until its mask is set',
    right: 'use ip',
  },
  'ipvsadm-C': {
    what: 'ipvsadm -C clears all services',
    hurts: 'those of keepalived and of other scripts go too, with their connections',
    right: "delete one's own: ipvsadm -D for each",
  },
  'iptables-F': {
    what: 'this flushes a whole table of rules',
    hurts: 'the firewall is open, and NAT of others is gone',
    right: "add and delete one's own rules, one by one",
  },
  'ip_forward-zeroed': {
    what: 'ip_forward is set to 0',
    hurts: 'VPNs, containers and NAT on this host stop',
    right: 'set it to 1 where it is needed, and never back',
  },
  'no-shebang': {
    what: 'the first line names no interpreter (#!/bin/sh)',
    hurts: 'systemd refuses it: Exec format error',
    right: '#!/bin/sh as the first line',
  },
  'syntax-error': {
    what: 'the shell cannot read this',
    hurts: 'what stands before it has run already when the shell stops',
    right: 'bash -n FILE',
  },
  'vip-left': {
    what: 'the VIP is still there after stop',
    hurts: 'this host goes on answering for a service that is stopped',
    right: 'ip addr del VIP/32 from the interface that start used',
  },
  'suppression-lifted-first': {
    what: 'stop lifts arp_ignore before it removes the VIP',
    hurts: 'for that moment this host answers ARP for it',
    right: 'remove the VIP first',
  },
  'modprobe-r': {
    what: 'this unloads ipip',
    hurts: 'the tunnels of others are gone, in every namespace',
    right: 'leave the module loaded',
  },
  placeholder: {
    what: 'the VIP is a placeholder',
    hurts: 'nothing works until an address stands there',
    right: 'write the address',
  },
  'dead-director': {
    what: 'ipvsadm refuses this line',
    hurts: 'the service is not there, whatever the script says',
    right: 'ipvsadm -A -t VIP:PORT -s SCHEDULER, then -a with -r for each real server',
  },
} as const satisfies Readonly<Record<string, Fault>>;

/** The key of a fault. */
export type FaultKey = keyof typeof faults;

/** Matters of manners: nothing breaks by them at once. */
export const minor =
  /^(no-(subsys-lock|status|restart|shebang)|lsb-missing|shell-not-sh|not-utf8|ifconfig-used)$/;
