# Two runs at once.
# shellcheck shell=bash

# The action $2 of the script is held at the NTH time $4 of its step $3, while the action $6 of the script of the
# cluster $5 runs to its end, until it waits for the lock, or to its own step $7, where it is held in turn until the
# first has ended or waits. With - for the step of the first, one runs after the other, in the order $4.
race() {
  local state=$1 action=$2 step=$3 nth=$4 cluster=$5 other=$6 other_step=$7 other_nth=$8 code=0 text
  [ "$cluster" = web ] || install "$cluster"
  bring_about "$state" || { unprepared && return; }
  rm -f /tmp/race.* /tmp/steps
  export other_run="${shell[*]} $scripts/lvs-$cluster$suffix $other" other_step other_nth
  [ "$step.$nth" != -.2 ] || ./rival.bash run
  if [ "$step" = - ]; then
    stepped "$action" > /tmp/said 2>&1 || code=$?
  else
    stepped "$action" "$step" "$nth" hold './rival.bash meanwhile' > /tmp/said 2>&1 || code=$?
  fi
  touch /tmp/race.ended
  [ "$step.$nth" != -.1 ] || ./rival.bash run
  until [ -e /tmp/race.code ] || [ ! -e /tmp/race.begun ]; do sleep 0.005; done
  did "$action" "$code" /tmp/said
  steps /tmp/steps
  if [ ! -e /tmp/race.code ]; then
    printf '@did %s 255 it was never run\n' "$other"
  else
    code=$(< /tmp/race.code)
    did "$other" "$code" /tmp/race.said
    steps /tmp/race.steps
    [ ! -e /tmp/race.reached ] || printf '@reached %s\n' "$(grep -c '^[0-9a-f]\{16\} ' /tmp/race.reached)"
  fi
  show after
  ask after
}
