# Stands in for /etc/rc.d/init.d/functions where that matters: it is bash and no other shell can read
# it, it is sourced, and it resets PATH and umask.
TEXTDOMAIN=initscripts
umask 022
PATH="/sbin:/usr/sbin:/bin:/usr/bin"
export PATH
BOOTUP=color
declare -a columns=(60)

echo_success() {
  [ "$BOOTUP" = "color" ] && echo -en "\\033[${columns[0]}G"
  echo -n "[  "
  echo -n $"OK"
  echo -n "  ]"
  echo -ne "\r"
  return 0
}

echo_failure() {
  [ "$BOOTUP" = "color" ] && echo -en "\\033[${columns[0]}G"
  echo -n "["
  echo -n $"FAILED"
  echo -n "]"
  echo -ne "\r"
  return 1
}

success() {
  [ "$BOOTUP" != "verbose" -a -z "${LSB:-}" ] && echo_success
  return 0
}

failure() {
  local rc=$?
  [ "$BOOTUP" != "verbose" -a -z "${LSB:-}" ] && echo_failure
  return $rc
}

action() {
  local STRING rc
  STRING=$1
  echo -n "$STRING "
  shift
  "$@" && success $"$STRING" || failure $"$STRING"
  rc=$?
  echo
  return $rc
}

# With systemd running, what somebody starts by hand goes to systemctl, and does not come back here.
if [ "$PPID" -ne 1 -a -z "${SYSTEMCTL_SKIP_REDIRECT:-}" -a -d /run/systemd/system ]; then
  case "$1 $0" in
    start\ /etc/*init.d/* | stop\ /etc/*init.d/* | *restart\ /etc/*init.d/* | *reload\ /etc/*init.d/*)
      if [ "$1" = start ] && systemctl status "${0##*/}.service" | grep -q 'active (exited)'; then
        systemctl stop "${0##*/}.service"
      fi
      action "$1 ${0##*/} (via systemctl): " systemctl "$1" "${0##*/}.service"
      exit $?
      ;;
  esac
fi
