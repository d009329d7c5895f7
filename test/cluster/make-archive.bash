#!/bin/bash
# Makes the archive $2 of the root file system that the guests boot, with the folder $3 as /cluster, and puts its kernel
# beside it. The packages of Debian that it has are unpacked, not installed, into the folder $1, once.
set -eu
system=$1 archive=$2 cluster=$3
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
PATH=$PATH:/usr/sbin:/sbin
for program in apt-get cpio depmod ldconfig qemu-system-x86_64 systemctl; do
  command -v "$program" > /dev/null || { echo "$program is not installed" && exit 1; }
done

packages=(usr-is-merged systemd-sysv dbus network-manager kmod procps diffutils tar bash coreutils gawk grep sed util-linux
  iproute2 iptables ipvsadm nftables iputils-arping iputils-ping keepalived socat tcpdump linux-image-cloud-amd64)
if [ ! -e "$system" ]; then
  mkdir -p "$system.new"/{debs,tree/usr/{bin,sbin,lib,lib64}}
  cd "$system.new/debs"
  for link in bin sbin lib lib64; do ln -sfn "usr/$link" "../tree/$link"; done
  # Asked as if nothing were installed.
  apt-get --simulate -o Dir::State::status=/dev/null --no-install-recommends install "${packages[@]}" \
    | sed -n 's/^Inst \([^ ]*\).*/\1/p' | xargs apt-get -qq -o APT::Sandbox::User=root download
  for file in *.deb; do dpkg --fsys-tarfile "$file" | tar -x --keep-directory-symlink --directory ../tree; done
  mv ../tree "$system"
  rm -r "$system.new"
fi

# Without the generators, of which none has anything to do here, systemd reads its units again in a third of the time.
root=${archive%/*}/root
mkdir "$root"
tar --create --directory "$system" --exclude=./usr/share/{doc,man,locale,info,i18n} --exclude=./{boot,var/run,var/lock} \
  --exclude={'./usr/lib/*/gconv',./usr/lib/modules,./usr/lib/systemd/system-generators,./usr/lib/udev/hwdb.d} . \
  | tar --extract --keep-directory-symlink --directory "$root"
cp "$system"/boot/vmlinuz-* "${archive%/*}/kernel"

# The modules that the scripts and the tests need. modules.dep has, behind each module, every other one that it needs.
release=$(ls "$system/usr/lib/modules")
depmod -b "$system" "$release"
cd "$system/usr/lib/modules/$release"
wanted='^kernel/(net/(netfilter|ipv4|ipv6|bridge|sctp)/|drivers/net/(veth|dummy)\.)'
mkdir -p "$root/usr/lib/modules/$release"
grep -E "$wanted" modules.dep | tr -s ': ' '\n' | sort -u \
  | xargs cp --parents -t "$root/usr/lib/modules/$release" modules.builtin modules.builtin.modinfo modules.order
depmod -b "$root" "$release"

# What the installation of the packages would have done.
cd "$root"
ldconfig -r .
ln -s gawk usr/bin/awk
ln -s bash usr/bin/sh
ln -s ../run ../run/lock var
for name in iptables ip6tables; do
  for form in '' -save -restore; do ln -sf xtables-legacy-multi "usr/sbin/$name$form"; done
done
printf '%s\n' root:x:0:0::/root:/bin/bash messagebus:x:100:100::/:/bin/false nobody:x:99:99::/:/bin/false > etc/passwd
printf '%s\n' root:x:0: messagebus:x:100: > etc/group
echo 0123456789abcdef0123456789abcdef > etc/machine-id
touch etc/fstab

mkdir -p etc/rc.d/init.d
cp "$here/../kernel/functions.bash" etc/rc.d/init.d/functions
cp -r "$here/systemd/root/." .
cp -r "$cluster" cluster
cp -r "$here"/{*.bash,keepalived,passages,scenarios,systemd} cluster
systemctl --quiet --root=. enable NetworkManager NetworkManager-wait-online links httpd last
# What no check needs, and what takes long.
systemctl --quiet --root=. mask systemd-{hostnamed,random-seed,sysusers,update-utmp} NetworkManager-dispatcher
chmod 755 cluster/{init,answer,ask,systemd/init}.bash
find . -print0 | cpio --null --quiet --create --format=newc > "$archive"
rm -r "$root"
