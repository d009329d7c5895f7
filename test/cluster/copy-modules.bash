#!/bin/bash
# Copies from the unpacked kernel $1 the modules that the scripts and the tests need into the root file system $2.
set -eu
kernel=$1 root=$2
release=$(ls "$kernel/lib/modules")
depmod -b "$kernel" "$release"
modules=lib/modules/$release
(
  cd "$kernel/$modules"
  wanted='^kernel/(net/(netfilter|ipv4|ipv6|bridge|sctp)/|drivers/net/(veth|dummy)\.)'
  # modules.dep has, behind each module, every other one that it needs.
  grep -E "$wanted" modules.dep | tr -s ': ' '\n' | sort -u
  ls modules.builtin modules.builtin.modinfo modules.order
) | while read -r file; do
  mkdir -p "$root/$modules/$(dirname "$file")"
  cp "$kernel/$modules/$file" "$root/$modules/$file"
done
depmod -b "$root" "$release"
