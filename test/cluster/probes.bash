# Probes: what the cluster does, as seen by the client and in the counters of the director.

# Requests to $1, port $2, are answered by $3 alone, or by $3 and $4 in turn; one may be called unanswered.
alternates() {
  local answers
  answers=$(on client /cluster/ask.bash "$1" "$2" 4 | tr '\n' ' ')
  shift 2
  case $answers in
    "$1 ${2-$1} $1 ${2-$1} " | "${2-$1} $1 ${2-$1} $1 ") return ;;
  esac
  no "answered in turn by: $answers"
}

# Prints how many packets IPVS has seen on the director, from clients and from real servers. The kernel counts
# at once for each processor, but adds that up (~) only now and then.
packets() {
  on director cat /proc/net/ip_vs_stats_percpu \
    | awk '$1 == "~" { exit } $1 ~ /^[0-9A-F]+$/ { i += strtonum("0x" $3); o += strtonum("0x" $4) } END { print i + 0, o + 0 }'
}

# Prints how many bytes have left the director.
sent() {
  on director awk -F '[: ]+' 'NR > 2 && $2 != "lo" { bytes += $11 } END { print bytes }' /proc/net/dev
}

# Of a large reply from $1, port $2, what passes the director is $3: all of it or nothing.
replies_pass() {
  local vip=$1 port=$2 in_before out_before in_after out_after bytes
  local size=1000000
  read -r in_before out_before < <(packets)
  bytes=$(sent)
  [ "$(download "$vip" "$port" "$size")" = "$size" ] || no 'the reply is not complete'
  read -r in_after out_after < <(packets)
  bytes=$(($(sent) - bytes))
  printf 'requests: %s packets; replies: %s packets; sent by the director: %s bytes\n' \
    "$((in_after - in_before))" "$((out_after - out_before))" "$bytes"
  [ "$in_after" -gt "$((in_before + 5))" ] || no 'the requests did not pass the director'
  case $3 in
    all) [ "$((out_after - out_before))" -gt 5 ] && [ "$bytes" -gt "$size" ] ;;
    nothing) [ "$out_after" -eq "$out_before" ] && [ "$bytes" -lt "$((size / 2))" ] ;;
  esac
}

# Prints how many bytes arrive when $3 are asked for.
download() {
  echo "download $3" | on client timeout 20 socat -t10 - "TCP:$1:$2,connect-timeout=2" | wc -c
}

# An upload of $3 bytes to $1, port $2, arrives as a whole.
uploads() {
  local arrived
  arrived=$({
    echo upload
    head -c "$3" /dev/zero
  } | on client timeout 20 socat -t10 - "TCP:$1:$2,connect-timeout=2") || :
  [ "$arrived" = "$3" ] || no "${arrived:-nothing} of $3 bytes arrived"
}

# Asked by the node $1 on its interface $2 for the address $3, those that answer ARP are the nodes $4….
answers_arp() {
  local asker=$1 interface=$2 ip=$3 macs
  shift 3
  macs=$(on "$asker" arping -b -c 2 -I "$interface" "$ip" | sed -n 's/.* reply from .*\[\(.*\)\].*/\1/p')
  answered_by "ARP for $ip" "$macs" "$@"
}

# The same for IPv6, by what arrives while the address is looked up and used.
answers_ndp() {
  local asker=$1 interface=$2 ip=$3 macs capture
  shift 3
  begin_on "$asker" tcpdump -Z root -lne -i "$interface" --immediate-mode icmp6 > "$work/capture" 2> "$work/tcpdump"
  capture=$!
  wait_for grep -q listening "$work/tcpdump"
  on "$asker" ip -6 neighbour flush dev "$interface"
  on "$asker" ping -c 2 -W 1 "$ip" > /dev/null || :
  kill "$capture"
  macs=$(sed -n "s/^[^ ]* \([0-9a-f:]*\) > .*neighbor advertisement, tgt is $ip,.*/\1/p" "$work/capture")
  answered_by "neighbour solicitation for $ip" "$macs" "$@"
}

# Towards the address $2, the node $1 does not call itself $3.
speaks_not_as() {
  local route
  route=$(on "$1" ip route get "$2")
  case "$route " in *" src $3 "*) no "$route" ;; esac
}

# What $1 names was answered from the addresses $2, which are those of the nodes $3….
answered_by() {
  local what=$1 mac names
  names=$(for mac in $2; do echo "${owner[${mac,,}]-$mac}"; done | sort -u | tr '\n' ' ')
  shift 2
  [ "$names" = "${*:+$* }" ] || no "$what was answered by: ${names:-nobody}"
}

# Opens a TCP stream to $1, port $2, which is known by the name of the server that it has reached.
open_stream() {
  local new=$work/new-stream name in
  mkfifo "$new.in"
  # Open for reading too, so that it stays open from one line to the next.
  exec {in}<> "$new.in"
  begin_on client socat -t1 - "TCP:$1:$2,connect-timeout=2" <&"$in" > "$new.out"
  echo echo > "$new.in"
  transfers new-stream
  read -r name _ < "$new.out"
  mv "$new.in" "$work/$name.in"
  mv "$new.out" "$work/$name.out"
}

# The open stream $1 still transfers.
transfers() {
  local line=$RANDOM$RANDOM
  [ -p "$work/$1.in" ] || no "there is no stream through $1"
  echo "$line" > "$work/$1.in"
  wait_for grep -q " $line$" "$work/$1.out"
}

# The status of the node $1 is $2 and, among its words, are $3….
status_is() {
  local name=$1 expected=$2 said code=0 word
  shift 2
  said=$(service "$name" status 2>&1) || code=$?
  printf '%s\n' "$said"
  [ "$code" -eq "$expected" ] || no "status is $code instead of $expected"
  for word; do
    grep -q -e "$word" <<< "$said" || no "status does not say: $word"
  done
}

# The server $1 is in the table of the director with the weight $2, or is not there if $2 is gone.
weight_is() {
  local lines
  lines=$(on director ipvsadm -Sn | grep -F -e "-r ${address[$1]}:") || lines=gone
  printf '%s\n' "$lines"
  case $2 in
    gone) [ "$lines" = gone ] ;;
    *) grep -q -e "-w $2\( \|$\)" <<< "$lines" ;;
  esac
}
