# Checks: one line of the result each.

# Runs a command, what it says going to a file; its exit status is in $status.
attempt() {
  set +e
  (
    set -e
    "$@"
  ) > "$work/said" 2>&1
  status=$?
  set -e
}

# Says that the check $1 is passed if $2 is 0.
result() {
  if [ "$2" -eq 0 ]; then
    printf 'ok %s: %s\n' "$scenario" "$1"
  else
    printf 'not ok %s: %s\n' "$scenario" "$1"
    sed 's/^/# /' "$work/said"
  fi
}

# The check $1 passes when the command behind it succeeds.
check() {
  local name=$1
  shift
  attempt "$@"
  result "$name" "$status"
}

# The negative control $1 passes when the check behind it fails for the reason $2: that it says so.
caught() {
  local name=$1 reason=$2
  shift 2
  attempt "$@"
  if [ "$status" -eq 0 ]; then
    echo 'nothing was noticed' >> "$work/said"
    result "$name" 1
  elif grep -q -e "$reason" "$work/said"; then
    result "$name" 0
  else
    echo "failed, but not with: $reason" >> "$work/said"
    result "$name" 1
  fi
}

# Fails with a message.
no() {
  printf '%s\n' "$*"
  return 1
}

# Waits until a command succeeds, but not for long.
wait_for() {
  local end=$((SECONDS + 10))
  until "$@"; do
    [ "$SECONDS" -lt "$end" ] || no "waited in vain for: $*"
    sleep 0.05
  done
}
