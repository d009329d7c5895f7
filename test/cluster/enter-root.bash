#!/bin/bash
# Runs the command $2… in the root file system $1, on the kernel of this machine. It wants network, mount and process
# namespaces of its own.
set -eu
root=$1
shift
mount --make-rprivate /
mount --bind "$root" "$root"
cd "$root"
mount -t proc proc proc
mount -t sysfs sys sys
mount --rbind /dev dev
mkdir -p usr/lib/modules
[ ! -d /lib/modules ] || mount --rbind /lib/modules usr/lib/modules
pivot_root . old
umount -l /old
PATH=/usr/sbin:/usr/bin
export PATH
exec "$@"
