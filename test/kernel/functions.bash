# Stands in for /etc/rc.d/init.d/functions where that matters: it is bash, sets PATH and umask anew, and has a function
# `status` of its own.
umask 022
PATH="${HOST_PATH:-/run/bin:/sbin:/usr/sbin:/bin:/usr/bin}"
export PATH
declare -a columns=(60)

status() {
  echo "$1 dead but subsys locked"
  return 2
}

action() {
  local STRING rc
  STRING=$1
  echo -n "$STRING "
  shift
  "$@" && echo -n "[  OK  ]" || { rc=$? && echo -n "[FAILED]" && (exit $rc); }
  rc=$?
  echo
  return $rc
}

# With systemd running, what somebody starts by hand goes to systemctl, and does not come back here.
if [ "$PPID" -ne 1 ] && [ -z "${SYSTEMCTL_SKIP_REDIRECT:-}" ] && [ -d /run/systemd/system ]; then
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
