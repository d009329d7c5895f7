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
