#!/bin/bash
# Unpacks Debian packages into the folder $1 without installing them, once: $2, or, behind --with-dependencies, $3… with
# all that they depend on.
set -eu
folder=$1
shift
[ ! -e "$folder" ] || exit 0

mkdir -p "${folder%/*}"
download=$(mktemp -d "$folder.XXXXXX")
trap 'rm -rf "$download"' EXIT
cd "$download"
mkdir tree
if [ "$1" = --with-dependencies ]; then
  shift
  # Asked as if nothing were installed.
  apt-get --simulate -o Dir::State::status=/dev/null --no-install-recommends install "$@" \
    | sed -n 's/^Inst \([^ ]*\).*/\1/p' > names
  mkdir -p tree/usr/{bin,sbin,lib,lib64}
  for link in bin sbin lib lib64; do ln -s "usr/$link" "tree/$link"; done
else
  # A package such as linux-image-cloud-amd64 is empty and stands for the newest of its kind.
  newest=$(apt-cache depends --important "$1" | sed -n "s/^ *Depends: \(${1%%-*}-image-[0-9].*\)/\1/p")
  echo "${newest:-$1}" > names
fi
xargs apt-get -qq -o APT::Sandbox::User=root download < names
for file in *.deb; do dpkg --fsys-tarfile "$file" | tar --extract --keep-directory-symlink --directory tree; done
# Two runs may have begun to download it.
mv -T tree "$folder" 2> /dev/null || [ -e "$folder" ]
