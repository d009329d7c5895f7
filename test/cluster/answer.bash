#!/bin/bash
# Answers one request as the server $1.
read -r verb count
case $verb in
  name) echo "$1" ;;
  upload) wc -c ;;
  download) head -c "$count" /dev/zero ;;
  echo) while read -r line; do echo "$1 $line"; done ;;
esac
