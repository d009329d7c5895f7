#!/bin/bash
# Makes in the folder $1 the root file system that the nodes live in: only what a minimal CentOS has, what
# the scripts require beyond that, and what the probes use. $2 is the unpacked arping of iputils, since
# Debian's package arping is another program. $3, if given, is an unpacked kernel, whose modules are added.
set -eu
root=$1 arping=$2 kernel=${3:-}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

scripts=(gawk cat flock grep id ip mkdir mv rm sed tac touch sleep modprobe ipvsadm xtables-legacy-multi bash)
probes=(socat tcpdump ping nsenter unshare mount umount pivot_root timeout
  cp cut diff env head kill ln ls mkfifo readlink rmdir sort stat sync tail tr uniq wc)

mkdir -p "$root"/{usr/{bin,sbin,lib,lib64},etc,proc,sys,dev,run,tmp,var,old}
for folder in bin lib lib64; do ln -s "usr/$folder" "$root/$folder"; done
ln -s usr/sbin "$root/sbin"
# Where the kernel looks for it.
ln -s ../bin/modprobe "$root/usr/sbin"

# Puts the file $1 and the libraries it is linked with at $2.
add() {
  local library
  cp -L "$1" "$root$2"
  while read -r library; do
    [ -e "$root$library" ] || { mkdir -p "$root${library%/*}" && cp -L "$library" "$root$library"; }
  done < <(ldd "$1" 2> /dev/null | grep -o '/[^ ]*')
}

PATH=/usr/sbin:/usr/bin:/sbin:/bin
for program in "${scripts[@]}" "${probes[@]}"; do add "$(type -P "$program")" "/usr/bin/$program"; done
add "$arping" /usr/bin/arping
add "$(type -P keepalived)" /usr/bin/keepalived
ln -s gawk "$root/usr/bin/awk"
ln -s ping "$root/usr/bin/ping6"
ln -s bash "$root/usr/bin/sh"
for name in iptables ip6tables; do
  for form in '' -save -restore; do ln -s xtables-legacy-multi "$root/usr/bin/$name$form"; done
done
extensions=(/usr/lib/*/xtables)
mkdir -p "$root${extensions[0]}"
cp "${extensions[0]}"/*.so "$root${extensions[0]}"

mkdir -p "$root"/{cluster,etc/rc.d/init.d}
printf '%s\n' 'root:x:0:0:root:/:/bin/bash' 'nobody:x:99:99::/:/bin/false' > "$root/etc/passwd"
printf 'root:x:0:\n' > "$root/etc/group"
cp "$here/../kernel/functions.bash" "$root/etc/rc.d/init.d/functions"
ldconfig -r "$root"

# Every node gets an /etc of its own, and copies this.
cp -r "$here"/{*.bash,keepalived,passages,scenarios} "$root/etc" "$root/cluster"

[ -n "$kernel" ] || exit 0
busybox=$(type -P busybox)
add "$busybox" /usr/bin/busybox
cp "$here/init.bash" "$root/init"
chmod 755 "$root/init"
"$here/copy-modules.bash" "$kernel" "$root"
