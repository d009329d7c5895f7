#!/bin/bash
# Lets rpm install, upgrade and remove the packages $2 and $3 of a director beside a keepalived that runs, in a copy of
# this system in the folder $1 and a network of its own. Prints what becomes of keepalived and its VIPs.
set -eu

# Also where something failed.
trap 'kill $(jobs -p) && wait' EXIT
mount -t tmpfs none "$1"
cd "$1"
mkdir upper work root
mount -t overlay none -o lowerdir=/,upperdir=upper,workdir=work root
mount --bind /proc root/proc
mount --bind /dev root/dev
mount -t tmpfs none root/run
ip link set dev lo up
ip link add eth0 type veth peer name peer
ip link set dev peer up
ip link set dev eth0 up
ip address add 192.168.10.1/24 dev eth0

# What is called, and what systemd or the init script of keepalived would do.
cat > stand-in << 'END'
#!/bin/sh
echo "${0##*/} $*" >> /calls
case "$* " in
  *is-active*keepalived* | *keepalived\ status*) kill -0 "$(cat /run/keepalived.pid)" 2> /dev/null ;;
  *reload*keepalived* | *keepalived\ reload*) kill -HUP "$(cat /run/keepalived.pid)" ;;
esac
END
for path in usr/bin/systemctl usr/sbin/service usr/sbin/chkconfig usr/sbin/modprobe usr/sbin/sysctl; do
  rm -f "root/$path"
  install -m 755 stand-in "root/$path"
done

in_root() { rpm --root "$PWD/root" --nodeps --nosignature "$@"; }
holds() { ip -o address show dev eth0 | grep -q " $1/"; }
within() {
  local i
  for ((i = 0; i < 150; i++)); do
    "$@" && return
    sleep 0.1
  done
  echo "never: $*"
}
step() {
  echo "$1:"
  # Of keepalived alone.
  grep keepalived root/calls || :
  : > root/calls
}

install -D -m 644 /dev/stdin root/etc/keepalived/keepalived.conf <<< 'include /etc/keepalived/lvs-*.conf'
: > root/calls
in_root -i "$2"
step installed
chroot root keepalived --dont-fork --vrrp --pid=/run/keepalived.pid --log-console > log 2>&1 &
keepalived=$!
within holds 192.168.10.12
ip monitor address > changes &
in_root -U "$3"
step upgraded
within holds 192.168.10.13
in_root -e lvs-web-director-lb1
step removed
sleep 0.5
grep '^Deleted' changes || :
kill -0 "$keepalived" && echo 'keepalived still runs'
