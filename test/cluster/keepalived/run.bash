#!/bin/bash
# Runs the scenarios of keepalived one after the other, and says which checks passed. As a guest's, its clock does not
# care how long that takes.
set -eu
cd "${BASH_SOURCE[0]%/*}/.."
target=el7
for part in nodes checks probes state; do
  # shellcheck source=/dev/null
  . "./$part.bash"
done
# shellcheck source=pair.bash
. keepalived/pair.bash

prepare_machine
for scenario in keepalived/*.yaml; do
  scenario=${scenario#keepalived/} scenario=${scenario%.yaml}
  [ -e "rendered/$scenario" ] || continue
  printf 'begin %s\n' "$scenario"
  set +e
  (
    set -eu
    work=/tmp/$scenario
    mkdir "$work"
    trap remove_nodes EXIT
    # shellcheck source=/dev/null
    . "keepalived/$scenario.bash"
  )
  printf 'end %s %s\n' "$scenario" "$?"
  set -e
done
printf 'finished %s\n' "$SECONDS"
