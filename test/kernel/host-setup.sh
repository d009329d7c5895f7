# Turns a fresh network and mount namespace into a host of its own: nothing of the machine is touched.
# Given: $shell, what /bin/sh is; $programs, what is installed beside it; $functions, those for init scripts.

# The programs of the machine move to /mnt. What is installed are links to some of them, whose names are
# resolved before: else alternatives would lead to where nothing is any more.
mount -t tmpfs tmpfs /mnt
mkdir /mnt/installed
for program in $programs "$shell"; do
  ln -s "/mnt$(readlink -f "$(type -P "$program")")" "/mnt/installed/$program"
done
mv "/mnt/installed/$shell" /mnt/installed/sh
# Newer distributions make /bin a link to /usr/bin.
for dir in /bin /sbin /usr/bin /usr/sbin; do
  if [ ! -L "$dir" ]; then
    mkdir -p "/mnt$dir"
    mount --bind "$dir" "/mnt$dir"
    mount -t tmpfs tmpfs "$dir"
  fi
done
cp -P /mnt/installed/* /usr/bin
if [ ! -e /bin/sh ]; then cp -P /mnt/installed/sh /bin; fi

mkdir /mnt/etc
cd /etc
for file in passwd group nsswitch.conf ld.so.cache alternatives iproute2; do
  if [ -e "$file" ]; then cp -a "$file" /mnt/etc; fi
done
cd /
mount -t tmpfs tmpfs /etc
cp -a /mnt/etc/. /etc
mkdir -p /etc/rc.d/init.d
ln -s rc.d/init.d /etc/init.d
install -m 644 "$functions" /etc/rc.d/init.d/functions

mount -t tmpfs tmpfs /usr/libexec
mount -t tmpfs tmpfs /run
mount -t tmpfs tmpfs /var
mkdir -p /run/lock/subsys
ln -s /run /var/run
ln -s /run/lock /var/lock

# A new namespace may have inherited settings of the machine.
for file in /proc/sys/net/ipv6/conf/{all,default}/disable_ipv6; do
  if [ -e "$file" ]; then echo 1 >"$file"; fi
done
for name in arp_ignore arp_announce rp_filter; do
  for scope in all default lo; do echo 0 >"/proc/sys/net/ipv4/conf/$scope/$name"; done
done
ip link set lo up
# A neighbour may take the other end.
ip link add eth0 type veth peer name wire
ip addr add 192.168.10.21/24 dev eth0
ip link set eth0 up
ip link set wire up
