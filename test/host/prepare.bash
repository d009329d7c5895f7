# A host on a network, which answers ARP for whatever it has, and what the cases do to it.
# shellcheck shell=bash
set +eu
mkdir -p /run/netns
ip netns add peer
ip link add eth0 type veth peer name eth0 netns peer
ip addr add 192.0.2.21/24 dev eth0
ip link set eth0 up
sysctl -qw net.ipv4.conf.all.{arp_ignore,arp_announce,rp_filter}=0
rm -rf /etc/keepalived /etc/NetworkManager
mount -t tmpfs none /sys/module
mkdir /sys/module/tcp

# One process of Node.js answers all calls: to begin takes longer than to look.
mkfifo /run/calls /run/answers
exec 8<> /run/calls 9<> /run/answers
node --input-type=module -e '
  const { run } = await import(process.argv[1]);
  for await (const call of (await import("node:readline")).createInterface(process.stdin)) {
    const said = [];
    const say = (text) => said.push(text);
    const io = { cwd: process.cwd(), env: process.env, colour: false, out: say, err: say };
    process.stdout.write(`${await run(call.split(" "), io, "1")}\n${said.join("")}\0`);
  }' "${bin%/*}"/cli-*.js < /run/calls > /run/answers 8>&- 9>&- &
audit() {
  local status said
  echo "audit --host${1:+ $*}" >&8
  read -r status <&9 && IFS= read -rd '' said <&9
  printf %s "$said"
  [ "$status" = 0 ] || echo "exit $status"
}
silence() { sysctl -qw net.ipv4.conf.all.arp_ignore=1 net.ipv4.conf.all.arp_announce=2; }
# IPVS, and what ipvsadm is to do.
ipvs() {
  mkdir /sys/module/ip_vs
  printf '#!/bin/sh\n%s\n' "$1" > /usr/sbin/ipvsadm
  chmod 755 /usr/sbin/ipvsadm
}
script() {
  cat > "$1" << 'END'
#!/bin/sh
VIP=192.0.2.10
case $1 in start) ip addr add $VIP/32 dev lo ;; esac
END
}
