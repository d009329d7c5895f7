#!/bin/bash
# Runs every scenario for the target $1, or those of keepalived, and says on standard output, a line each, which checks passed.
#
# A scenario is scenarios/NAME.bash, which sets up nodes and checks them, with its config scenarios/NAME.yaml.
# To add one, add these two files. Every check has its name in single quotes as the first word behind `check`
# or `caught`: there the test finds out which checks it has to wait for.
set -eu

target=$1 folder=scenarios
[ "$target" != keepalived ] || target=el7 folder=keepalived
# shellcheck source=nodes.bash
. ./nodes.bash
# shellcheck source=checks.bash
. ./checks.bash
# shellcheck source=probes.bash
. ./probes.bash
# shellcheck source=state.bash
. ./state.bash
# shellcheck source=keepalived/pair.bash
. ./keepalived/pair.bash

prepare_machine
for scenario in rendered/*; do
  scenario=${scenario#rendered/}
  [ -e "$folder/$scenario.bash" ] || continue
  [ "$folder" = keepalived ] || [ -d "rendered/$scenario/as-is/web/director/$target" ] || continue
  printf 'begin %s\n' "$scenario"
  set +e
  (
    set -eu
    work=/tmp/$scenario
    mkdir "$work"
    trap remove_nodes EXIT
    # shellcheck source=/dev/null
    . "./$folder/$scenario.bash"
  )
  printf 'end %s %s\n' "$scenario" "$?"
  set -e
done
printf 'finished %s\n' "$SECONDS"
