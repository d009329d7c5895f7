#!/bin/bash
# Prints who answers at the address $1, port $2, when asked $3 times one after the other.
for ((i = 0; i < $3; i++)); do
  name=$(echo name | socat -t5 - "TCP:$1:$2,connect-timeout=2" 2> /dev/null)
  echo "${name:-unanswered}"
done
