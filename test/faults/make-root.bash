#!/bin/bash
# Makes in the folder $1 the root file system that experiments run in, as the cluster test does for its nodes, with the
# programs of this test besides. $2… go to that of the cluster test.
set -eu
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$1
mkdir "$root"
bash "$here/../cluster/make-root.bash" "$@"

for name in stepper ask-arp list-settings; do cc -O2 -Wall -Wextra -static -o "$root/usr/bin/$name" "$here/$name.c"; done
add() {
  local library
  cp -L "$(type -P "$1")" "$root/usr/bin/$1"
  while read -r library; do
    [ -e "$root$library" ] || { mkdir -p "$root${library%/*}" && cp -L "$library" "$root$library"; }
  done < <(ldd "$(type -P "$1")" 2> /dev/null | grep -o '/[^ ]*')
}
PATH=/usr/sbin:/usr/bin:/sbin:/bin
for program in busybox dash; do add "$program"; done
mkdir "$root/faults"
cp "$here"/host/*.bash "$root/faults"
