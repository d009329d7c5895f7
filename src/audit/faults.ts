/** Every fault by its key: what is wrong and why that hurts; in the second line what is right. */
export const faults = {
  'vip-before-suppression': `the VIP goes up before arp_ignore is set: until then this host answers ARP for it and takes the traffic of all
    write the settings, then add the VIP`,
  'stop-zeroes-settings': `this sets an arp setting to 0, whatever it was before: another VIP or the hardening of the host loses its protection
    note the value before start writes, and put that back`,
  'sysctl-p-after': `this loads /etc/sysctl.conf after the values were written: what it says there wins, and that may be 0 with the VIP up
    leave it out, or load a file of your own before the VIP goes up`,
  'only-lo-arp': `this sets the arp settings of the interface that has the VIP, and of no other: requests come in on the LAN interface, where these do nothing
    set them for all, or for each LAN interface`,
  'wrong-arp-key': `this key stands where one of all is needed: without both settings for all, this host still tells others its MAC for the VIP
    set all.arp_ignore to 1 and all.arp_announce to 2`,
  'tunl0-rp_filter-missing': `rp_filter of the tunnel is not loosened: a strict filter, as on CentOS 7, drops all that is unpacked there
    set rp_filter of tunl0 to 2`,
  'netmask-not-32': `the VIP has another mask than /32: its whole network is taken for local, and neighbours are out of reach
    ip addr add VIP/32; with ifconfig, netmask 255.255.255.255`,
  'host-route-left': `the route to the VIP is still there after stop: this host then cannot reach the service that others have
    leave the route out: the address is enough`,
  'lo-taken-down': `this takes all of lo down, and not an alias of it: 127.0.0.1 is gone, and the VIP is still there
    ip addr del VIP/32 dev lo`,
  'lo-down-up': `lo is taken down and up again: local connections break, and routes that others put on lo are lost
    leave lo alone`,
  'exit-0-always': `the exit status is 0 even if the VIP could not be added: rc, systemd and people believe that it worked
    check each step, and exit 1 with the command that failed`,
  'functions-executed': `functions is run as a program and not sourced: it cannot be executed, so nothing of it is there
    . /etc/rc.d/init.d/functions, or nothing if nothing of it is used`,
  'no-subsys-lock': `start makes no /var/lock/subsys/NAME with the script's own name: CentOS 6 then does not stop it at shutdown, and the VIP outlives the service
    touch it when start succeeded, remove it in stop`,
  'status-wrong': `status does not tell whether the VIP is there: monitoring sees nothing
    ask ip -o -4 addr show dev lo to VIP/32; exit 0 if it is there, 3 if not`,
  'no-status': `the script has no status: nobody can ask whether it is in force
    ask ip -o -4 addr show dev lo to VIP/32; exit 0 if it is there, 3 if not`,
  'no-restart': `restart is missing, or does nothing: service NAME restart leaves all as it is
    stop, then start, with their status`,
  'wrong-chkconfig-header': `the header is wrong: the script is not started at boot, or at the wrong time
    # chkconfig: 2345 LATE EARLY, with a full LSB block that says the same`,
  'lsb-missing': `the script has no LSB block: insserv and systemd do not know when to start it
    ### BEGIN INIT INFO with Provides, Required-Start: $network and the rest`,
  'arguments-unchecked': `an unknown or missing argument is not refused: a typo looks like success, or puts a wrong address up
    say how it is used and exit 2; check each address before anything changes`,
  'forking-unit': `the unit has Type=forking for a script that forks nothing: systemd holds it for ended, so that its stop does nothing and the VIP stays
    Type=oneshot and RemainAfterExit=yes`,
  'bad-assignment': `an assignment has blanks round its sign: the shell runs it as a command, and the variable stays empty
    NAME=value, without blanks`,
  'undefined-variable': `a variable is used and nothing sets it: what stands there is empty, and the command means something else
    use one name; set -u finds the others`,
  'shell-not-sh': `this is syntax of bash in a script for /bin/sh: where sh is not bash it is an error, or always false
    #!/bin/bash, or what POSIX has`,
  crlf: `lines end in CR LF: the interpreter is not found, and the CR becomes part of words
    LF: dos2unix FILE`,
  'not-utf8': `the file is not UTF-8: tools that read it as such stop or garble it
    iconv -f GB18030 -t UTF-8`,
  'ifconfig-used': `ifconfig, route, netstat or arp is used: a minimal CentOS 7 has none; ifconfig has the network on lo until its mask is set
    use ip`,
  'ipvsadm-C': `ipvsadm -C clears all services: those of keepalived and of other scripts go too, with their connections
    delete one's own: ipvsadm -D for each`,
  'iptables-F': `this flushes a whole table of rules: the firewall is open, and NAT of others is gone
    add and delete one's own rules, one by one`,
  'ip_forward-zeroed': `ip_forward is set to 0: VPNs, containers and NAT on this host stop
    set it to 1 where it is needed, and never back`,
  'no-shebang': `the first line names no interpreter (#!/bin/sh): systemd refuses it: Exec format error
    #!/bin/sh as the first line`,
  'syntax-error': `the shell cannot read this: what stands before it has run already when the shell stops
    bash -n FILE`,
  'vip-left': `the VIP is still there after stop: this host goes on answering for a service that is stopped
    ip addr del VIP/32 from the interface that start used`,
  'suppression-lifted-first': `stop lifts arp_ignore before it removes the VIP: for that moment this host answers ARP for it
    remove the VIP first`,
  'modprobe-r': `this unloads ipip: the tunnels of others are gone, in every namespace
    leave the module loaded`,
  placeholder: `the VIP is a placeholder: nothing works until an address stands there
    write the address`,
  'dead-director': `ipvsadm refuses this line: the service is not there, whatever the script says
    ipvsadm -A -t VIP:PORT -s SCHEDULER, then -a with -r for each real server`,
} as const satisfies Readonly<Record<string, string>>;

/** The key of a fault. */
export type FaultKey = keyof typeof faults;

/** Matters of manners: nothing breaks by them at once. */
export const minor =
  /^(no-(subsys-lock|status|restart|shebang)|lsb-missing|shell-not-sh|not-utf8|ifconfig-used)$/;
