#!/bin/bash
# Unpacks the Debian packages $2… into the folder $1 without installing them, once.
set -eu
folder=$1
shift
[ ! -e "$folder" ] || exit 0

mkdir -p "${folder%/*}"
download=$(mktemp -d "$folder.XXXXXX")
trap 'rm -rf "$download"' EXIT
cd "$download"
for package; do
  # A package such as linux-image-cloud-amd64 is empty and stands for the newest of its kind.
  newest=$(apt-cache depends --important "$package" | sed -n "s/^ *Depends: \(${package%%-*}-image-[0-9].*\)/\1/p")
  apt-get -qq -o APT::Sandbox::User=root download "${newest:-$package}"
done
mkdir tree
for file in *.deb; do dpkg -x "$file" tree; done
# Two runs may have begun to download it.
mv -T tree "$folder" 2> /dev/null || [ -e "$folder" ]
