#!/bin/bash
# Makes the folder $1 a root file system that systemd boots from, with the unpacked packages $2 and the modules of the
# unpacked kernel $3.
set -eu
root=$1 packages=$2 kernel=$3
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

# Without the generators, of which none has anything to do here, systemd reads its units again in a third of the time.
tar --create --directory "$packages" --exclude=./usr/share/{doc,man,locale,info,i18n} --exclude={'./usr/lib/*/gconv',./var/run,./var/lock} \
  --exclude=./usr/lib/systemd/system-generators --exclude=./usr/lib/udev/hwdb.d . \
  | tar --extract --keep-directory-symlink --directory "$root"
ldconfig -r "$root"

# What the installation of the packages would have done.
ln -s gawk "$root/usr/bin/awk"
ln -s bash "$root/usr/bin/sh"
ln -s ../run ../run/lock "$root/var"
for name in iptables ip6tables; do
  for form in '' -save -restore; do ln -s xtables-legacy-multi "$root/usr/sbin/$name$form"; done
done
printf '%s\n' root:x:0:0::/root:/bin/bash messagebus:x:100:100::/:/bin/false > "$root/etc/passwd"
printf '%s\n' root:x:0: messagebus:x:100: > "$root/etc/group"
echo 0123456789abcdef0123456789abcdef > "$root/etc/machine-id"
touch "$root/etc/fstab"
cp -r "$here/root/." "$root"
systemctl --quiet --root="$root" enable NetworkManager NetworkManager-wait-online links httpd last
# What no check needs, and what takes long.
systemctl --quiet --root="$root" mask systemd-{hostnamed,random-seed,sysusers,update-utmp} NetworkManager-dispatcher

mkdir -p "$root"/{cluster,etc/rc.d/init.d}
cp "$here"/*.bash "$here"/../{checks,state}.bash "$root/cluster"
cp "$here/../../kernel/functions.bash" "$root/etc/rc.d/init.d/functions"
"$here/../copy-modules.bash" "$kernel" "$root"

cp "$here/init.bash" "$root/init"
chmod 755 "$root/init"
