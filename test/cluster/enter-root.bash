#!/bin/bash
# Runs the scenarios for the target $2 in the root file system $1, on the kernel of this machine. It wants network,
# mount and process namespaces of its own.
set -eu
mount --make-rprivate /
mount --bind "$1" "$1"
cd "$1"
mount -t proc proc proc
mount -t sysfs sys sys
mount --rbind /dev dev
mkdir -p usr/lib/modules
[ ! -d /lib/modules ] || mount --rbind /lib/modules usr/lib/modules
pivot_root . old
umount -l /old
PATH=/usr/sbin:/usr/bin
export PATH
exec /cluster/run.bash "$2" < /dev/null
