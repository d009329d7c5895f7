#!/bin/bash
# The first process of a guest that runs the scenarios for the target $TARGET.
PATH=/usr/sbin:/usr/bin
export PATH
mount -t proc proc /proc
mount -t sysfs sys /sys
mount -t devtmpfs dev /dev
ln -s /proc/self/fd /dev/fd
# What the kernel says would break the lines of the results.
echo 1 > /proc/sys/kernel/printk
cd /cluster
bash run.bash "$TARGET" < /dev/null
sync
echo o > /proc/sysrq-trigger
sleep infinity
