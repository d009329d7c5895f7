#!/bin/bash
# Runs first-boot.bash, and after a reboot second-boot.bash, as run.bash runs scenarios.
set -eu
cd /cluster/systemd
# shellcheck source=../checks.bash
. ../checks.bash
# shellcheck source=../state.bash
. ../state.bash

# The only node is this machine.
on() {
  shift
  "$@"
}

scenario=first-boot next=reboot
[ ! -e rebooted ] || scenario=second-boot next=poweroff
touch rebooted
set +e
(
  set -eu
  work=/run/$scenario
  mkdir "$work"
  # shellcheck source=/dev/null
  . "./$scenario.bash"
)
printf 'end %s %s\n' "$scenario" "$?"
systemctl --no-block "$next"
