# Two directors with keepalived, and what befalls them.

# Installs what is rendered for the director $1 from the variant $2, and its settings of the kernel.
direct() {
  local name=$1
  on "$name" cp -r "/cluster/rendered/$scenario/${2:-as-is}/web/director-$name/el9/etc/." /etc
  # Where there is no syslog, it would write to the console.
  on "$name" mount --bind /dev/null /dev/console
  on "$name" bash -s << 'END'
while read -r file equals value; do
  [ "$equals" != = ] || echo "$value" > "/proc/sys/${file//.//}"
done < /etc/sysctl.d/lvs-web-director.conf
END
}

# Starts keepalived on the nodes $….
keep() {
  local name
  for name; do
    begin_on "$name" keepalived -n -l -f /etc/keepalived/keepalived.conf >> "$work/$name.log" 2>&1
    keeper[$name]=$!
  done
}

declare -A keeper=()

# The processes of the program $2 on the node $1.
processes() {
  local process name
  for process in /proc/[0-9]*; do
    { read -r name < "$process/comm"; } 2> /dev/null || continue
    [ "$name" != "$2" ] || ! [ "$process/ns/net" -ef "/proc/${pid[$1]}/ns/net" ] || echo "${process#/proc/}"
  done
}

# The node $1 is lost: all that keepalived is there, and its links.
lose() {
  local port
  for port in "${links[@]}"; do case $port in "$1"-*) ip link set dev "$port" down ;; esac done
  # shellcheck disable=SC2046
  kill -KILL $(processes "$1" keepalived)
}

# It is there again.
return_of() {
  local port
  for port in "${links[@]}"; do case $port in "$1"-*) ip link set dev "$port" up ;; esac done
  keep "$1"
}

stop_keeping() {
  local name
  for name; do kill "${keeper[$name]}"; done
  for name; do wait_for gone "$name"; done
}

gone() { [ -z "$(processes "$1" keepalived)" ]; }

# Of the nodes behind it, $2 has the address $1, and $3 has not.
holds() {
  on "$2" ip -o address show dev eth0 | grep -q " $1/" || no "$2 lacks $1"
  [ $# -lt 3 ] || ! on "$3" ip -o address show dev eth0 | grep -q " $1/" || no "$3 has $1, too"
}

# One answer from $1, port $2, is that of one of $3…. It does not wait for long.
answered() {
  local name
  name=$(echo name | on client socat -t1 - "TCP:$1:$2,connect-timeout=0.4")
  shift 2
  case " $* " in *" $name "*) ;; *) no "answered by $name" ;; esac
}

# Requests to $1, port $2, are answered by $3… and by nobody else.
spread_over() {
  local names
  names=$(on client /cluster/ask.bash "$1" "$2" 6 | sort -u | tr '\n' ' ')
  shift 2
  [ "$names" = "$* " ] || no "answered by: $names"
}

# On the node $1 nobody serves any longer.
unserve() {
  # shellcheck disable=SC2046
  kill $(processes "$1" socat)
}

# Lets the node $1 say its name to whoever connects to port 80, by fewer processes than serve needs.
say_name() {
  on "$1" bash -c 'echo "$0" > /etc/name' "$1"
  begin_on "$1" socat -U TCP6-LISTEN:80,ipv6only=0,reuseaddr,fork OPEN:/etc/name,rdonly
}

# Of $2 connections to $1, port 80, all are answered, and by the nodes $3 and $4.
all_answered() {
  local names
  names=$(
    on client bash -s "$1" "$2" << 'END'
echo 1 > /proc/sys/net/ipv4/tcp_syn_retries
for ((i = 0; i < $2; i++)); do
  name=
  { exec 3<> "/dev/tcp/$1/80" && read -r -t 2 name <&3; } 2> /dev/null
  exec 3>&-
  echo "${name:-unanswered}"
done | sort | uniq -c
END
  )
  echo $names
  case $names in *unanswered*) no 'some were not answered' ;; *" $3"*" $4") ;; *) no 'not both have answered' ;; esac
}

# The command $2… succeeds within $1 seconds.
within() {
  local seconds=$1 begin=$EPOCHREALTIME end took
  shift
  end=$((SECONDS + 20))
  until "$@" > /dev/null 2>&1; do
    [ "$SECONDS" -lt "$end" ] || no "never: $*" || return
    sleep 0.2
  done
  took=$((${EPOCHREALTIME/./} - ${begin/./}))
  [ "$took" -le "$((seconds * 1000000))" ] || no "took $((took / 1000)) ms instead of $seconds s: $*"
}

# Asks $1, port $2, all the time, and keeps who answers.
ask_on_and_on() {
  begin_on client bash -c 'while :; do /cluster/ask.bash "$@" 1; sleep 0.4; done' asker "$1" "$2" > "$work/asked"
}

# Of those answers, none is missing since the line $1, and some came.
none_missing_since() {
  tail -n "+$(($1 + 1))" "$work/asked" > "$work/since"
  [ -s "$work/since" ] || no 'nobody has asked'
  ! grep -n unanswered "$work/since"
}

asked() { wc -l < "$work/asked"; }

# Asks $2, port $3, every 100 ms until $work/$1.enough is there, and notes when each request was answered, and by whom.
ask_steadily() {
  begin_on client bash -s "$2" "$3" "$work/$1" > "$work/$1.steadily" << 'END'
echo 1 > /proc/sys/net/ipv4/tcp_syn_retries
exec 4<> <(:)
until [ -e "$3.enough" ]; do
  {
    name=
    { exec 3<> "/dev/tcp/$1/$2" && echo name >&3 && read -r -t 2 name <&3; } 2> /dev/null
    echo "$EPOCHREALTIME ${name:-unanswered}"
  } &
  read -r -t 0.1 <&4
done
wait
touch "$3.noted"
END
}

# The requests $1 end. Nobody has waited longer than $2 seconds from one answer to the next; says how many had none.
longest_gap() {
  touch "$work/$1.enough"
  wait_for [ -e "$work/$1.noted" ]
  sort -n "$work/$1.steadily" | awk -v most="$2" '
    $2 == "unanswered" { lost++; next }
    last && $1 - last > gap { gap = $1 - last }
    { last = $1 }
    END {
      printf "%d of %d requests lost, %.1f s without an answer at most\n", lost, NR, gap
      exit NR < 20 || gap > most
    }'
}
