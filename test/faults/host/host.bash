# A host for experiments, in the network and mount namespaces it runs in. Reads experiments from standard input, see
# lab.bash, until it cannot be made as new again.
# shellcheck shell=bash
set -u

# shellcheck source=new-host.bash
. ./new-host.bash
# shellcheck source=states.bash
. ./states.bash
# shellcheck source=return.bash
. ./return.bash
# shellcheck source=race.bash
. ./race.bash

# Installs the rendering $1 of the subject, as a package would.
install() {
  [ "$installed" = "$1" ] || cp -r "rendered/$subject/$1/." /
  [ "$1" = mail ] || installed=$1
}

# Does the action $2 of the script of the cluster $1. There is no more in the environment than `service` leaves there.
service() { "${shell[@]}" "$scripts/lvs-$1$suffix" "$2" < /dev/null; }

# Does the action $1 of the script of the subject, with the fault $2… .
stepped() {
  local action=$1
  shift
  stepper /tmp/steps "$@" - "${shell[@]}" "$scripts/lvs-web$suffix" "$action" < /dev/null
}

# Prints that the action $1 has ended with the status $2, and what it said in the file $3.
did() {
  read_file "$3"
  printf '@did %s %s %s\n' "$1" "$2" "${text//$'\n'/ | }"
}

# Prints the steps that are in the file $1.
steps() {
  read_file "$1"
  printf '@steps\n%s@\n' "$text"
}

# Prints that the state could not be brought about.
unprepared() {
  read_file /tmp/said
  printf '@unprepared %s\n' "${text//$'\n'/ | }"
}

do_action() {
  local code=0 text
  service web "$1" > /tmp/said 2>&1 || code=$?
  did "$1" "$code" /tmp/said
}

experiment() {
  local state=$1 action=$2 step=$3 nth=$4 fault=$5 then=$6 code=0 follower text
  local inject=()
  [ "$step" = - ] || inject=("$step" "$nth" "$fault")
  bring_about "$state" || { unprepared && return; }
  stepped "$action" "${inject[@]}" > /tmp/said 2>&1 || code=$?
  did "$action" "$code" /tmp/said
  steps /tmp/steps
  show after
  ask after
  # The same actions on the same host come to the same.
  local same="$subject $dump $then"
  if [ -n "${known[$same]-}" ]; then
    printf '@as %s\n' "${known[$same]}"
    return
  fi
  known[$same]=$number
  do_action status
  for follower in ${then//,/ }; do
    [ "$follower" != - ] || break
    do_action "$follower"
    show "$follower"
    ask "$follower"
  done
}

# Reads the next experiment into pending: the one that a host before this one gave up, or that of standard input.
next() {
  if [ -e /tmp/pending ]; then
    read -r pending < /tmp/pending && rm /tmp/pending
  else
    read -r pending
  fi
}

make_host
trap 'kill "$lan"' EXIT
# shellcheck source=look.bash
. ./look.bash
show new
keep new
declare -A known=()
subject='' installed=''
while next; do
  read -r number name rest <<< "$pending"
  if [ "$subject" != "$name" ]; then
    subject=$name installed=''
    rm -rf /usr/libexec/* /etc/rc.d/init.d/lvs-*
    # shellcheck source=/dev/null
    . "rendered/$subject/subject.bash"
  fi
  printf '@begin %s\n' "$number"
  # shellcheck disable=SC2086
  case $rest in
    'race '*) race ${rest#race } ;;
    *) experiment $rest ;;
  esac
  printf '@end %s\n' "$number"
done
