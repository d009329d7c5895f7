# Nodes: network namespaces with what else a host has to itself, on bridges of the namespace around them.

declare -A pid=() role=() owner=() address=() installed=()
links=()

# `service` on CentOS leaves a script no more than this.
as_service=(env -i PATH=/sbin:/usr/sbin:/bin:/usr/bin TERM=dumb)

prepare_machine() {
  mount -t tmpfs tmpfs /tmp
  modprobe -a ip_vs ip_vs_rr veth bridge iptable_filter iptable_mangle ip6table_filter ip6table_mangle
  echo 1 > /proc/sys/net/ipv6/conf/default/disable_ipv6
}

# The bridge $1.
bridge() {
  links+=("$1")
  ip link add "$1" type bridge mcast_snooping 0
  ip link set dev "$1" up
}

# The node $1, which is a real-server, a director, or of no role.
node() {
  unshare --net --mount sleep infinity &
  pid[$1]=$!
  disown
  role[$1]=${2-}
  # By then it is in its namespaces.
  wait_for grep -q sleep "/proc/${pid[$1]}/comm"
  on "$1" bash /cluster/node-setup.bash "$target"
}

# Plugs the interface $2 of the node $1 into the bridge $3, with the addresses $4….
plug() {
  local name=$1 interface=$2 port=$1-$2 own mac
  printf -v mac '02:00:00:00:00:%02x' "$((${#owner[@]} + 1))"
  owner[$mac]=$name
  links+=("$port")
  ip link add "$port" type veth peer name "$interface" address "$mac" netns "${pid[$name]}"
  ip link set dev "$port" master "$3" up
  shift 3
  for own; do
    case $own in *:*) ;; *) address[$name]=${own%/*} ;; esac
  done
  {
    printf 'link set dev %s up\n' "$interface"
    printf "address add %s dev $interface\n" "$@"
  } | on "$name" ip -batch -
}

# Runs a command on the node $1.
on() {
  local name=$1
  shift
  nsenter --target="${pid[$name]}" --net --mount --wd=/ -- "$@"
}

# Runs a command on the node $1 in the background; $! is the command itself.
begin_on() {
  local name=$1
  shift
  nsenter --target="${pid[$name]}" --net --mount --wd=/ -- "$@" <&0 &
  # Bash is not to tell how it ended.
  disown
}

# Installs on the node $1, as a package would, what is rendered from the config, or from its variant $2.
install() {
  installed[$1]=yes
  on "$1" cp -r "/cluster/rendered/$scenario/${2:-as-is}/web/${role[$1]}/$target/." /
}

# Does the action $2… of the script of the node $1.
service() {
  local name=$1 script=lvs-web
  [ "${role[$name]}" = real-server ] || script=lvs-web-director
  shift
  on "$name" "${as_service[@]}" "/etc/rc.d/init.d/$script" "$@"
}

# Lets the node $1 answer requests on the ports $2… with its own name.
serve() {
  local name=$1 port
  shift
  for port; do
    begin_on "$name" socat "TCP6-LISTEN:$port,ipv6only=0,reuseaddr,fork" "EXEC:/cluster/answer.bash $name"
  done
  for port; do wait_for on "$name" grep -q ":$(printf %04X "$port") " /proc/net/tcp6; done
}

# Ends whatever runs on the nodes: what a script has left in the background too.
remove_nodes() {
  local process name
  # A namespace goes some time after its last process, and would keep these names for so long.
  for name in "${links[@]}"; do ip link delete "$name"; done
  for process in /proc/[0-9]*; do
    # Of what has just ended, there is no namespace left to compare.
    [ ! -e "$process/ns/net" ] || [ "$process/ns/net" -ef /proc/self/ns/net ] \
      || kill -KILL "${process#/proc/}" 2> /dev/null || :
  done
}
