#!/bin/bash
# Runs the experiments of standard input in the root file system $1. It wants mount and process namespaces of its own.
set -eu
mount --make-rprivate /
mount --bind "$1" "$1"
cd "$1"
mount -t proc proc proc
mount -t sysfs sys sys
mount --rbind /dev dev
mount -t tmpfs tmp tmp
pivot_root . old
umount -l /old
PATH=/usr/sbin:/usr/bin
export PATH
exec bash /faults/lab.bash
