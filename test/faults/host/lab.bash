#!/bin/bash
# Reads experiments, one a line, runs each on a host of its own making, and prints what it sees. It is the same program
# in namespaces of this machine and in a guest.
#
# An experiment is: NUMBER SUBJECT STATE ACTION STEP NTH FAULT THEN, with - for what there is none of. THEN is the
# actions that follow, with commas between.
set -u
cd "${BASH_SOURCE[0]%/*}" || exit 1
mount -t tmpfs tmp /tmp

# A host is as new after most experiments. After the others it is made anew.
while :; do
  env -i PATH=/sbin:/usr/sbin:/bin:/usr/bin TERM=dumb unshare --net --mount -- bash host.bash
  [ $? -eq 75 ] || break
done
