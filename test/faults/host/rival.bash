#!/bin/bash
# The second of two runs at once, $other_run. See race in host.bash.

# One of the two does: it is in the call flock, which is number 73. /proc/locks does not tell, since the process that
# has taken the lock has ended.
waits_for_lock() { grep -qs '^73 ' /proc/[0-9]*/syscall; }

case $1 in
  # Runs it to its end, or to where it is held.
  run)
    code=0
    touch /tmp/race.begun
    hold=()
    [ "$other_step" = - ] || hold=("$other_step" "$other_nth" hold "$0 held")
    # shellcheck disable=SC2086
    stepper /tmp/race.steps "${hold[@]}" - $other_run < /dev/null > /tmp/race.said 2>&1 || code=$?
    echo "$code" > /tmp/race.new
    mv /tmp/race.new /tmp/race.code
    ;;
  # Does that while the first is held, which goes on when there is nothing more to wait for.
  meanwhile)
    "$0" run &
    until [ -e /tmp/race.code ] || [ -e /tmp/race.held ] || waits_for_lock; do sleep 0.005; done
    cp /tmp/race.steps /tmp/race.reached
    ;;
  held)
    touch /tmp/race.held
    until [ -e /tmp/race.ended ] || waits_for_lock; do sleep 0.005; done
    ;;
esac
