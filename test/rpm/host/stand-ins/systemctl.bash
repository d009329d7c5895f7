# Stands in for systemctl and systemd behind it, as far as packages use them: it runs units as it read them last, and
# keeps what is enabled, active and failed.
PATH=/mnt/usr/bin:/usr/bin
state=/var/lib/stand-in
units=/usr/lib/systemd/system
mkdir -p $state/{loaded,active,failed}

while [[ $1 == --* ]]; do shift; done
action=$1 unit=${2:-}
wants=/etc/systemd/system/multi-user.target.wants

# Runs what the unit, as it was loaded, says for $1.
run() {
  local line
  line=$(grep "^$1=" "$state/loaded/$unit") || return 5
  # shellcheck disable=SC2086
  env -i PATH=/usr/sbin:/usr/bin ${line#*=} >> /var/log/journal 2>&1
}

load() {
  [ -e "$state/loaded/$unit" ] || cp "$units/$unit" "$state/loaded/" 2> /dev/null || {
    echo "Unit $unit not loaded." >&2
    exit 5
  }
}

case $action in
  daemon-reload)
    for file in "$state"/loaded/*; do
      [ -e "$file" ] || continue
      if [ -e "$units/${file##*/}" ]; then
        cp "$units/${file##*/}" "$file"
      else
        rm "$file"
      fi
    done
    ;;
  preset)
    load
    # Fedora and EL come with a policy of "disable *".
    if grep -qx "enable $unit" /etc/systemd/system-preset 2> /dev/null; then
      mkdir -p $wants
      ln -sf "$units/$unit" $wants/
    fi
    ;;
  enable)
    load
    mkdir -p $wants
    ln -sf "$units/$unit" $wants/
    ;;
  disable) rm -f "$wants/$unit" ;;
  start)
    load
    [ -e "$state/active/$unit" ] && exit 0
    rm -f "$state/failed/$unit"
    if run ExecStart; then
      touch "$state/active/$unit"
    else
      touch "$state/failed/$unit"
      exit 1
    fi
    ;;
  stop)
    load
    [ -e "$state/active/$unit" ] || exit 0
    rm "$state/active/$unit"
    # A stop that fails is told by the state of the unit alone.
    run ExecStop || touch "$state/failed/$unit"
    ;;
  reload)
    load
    cmp -s "$state/loaded/$unit" "$units/$unit" \
      || echo "Warning: $unit changed on disk. Run 'systemctl daemon-reload' to reload units." >&2
    if [ ! -e "$state/active/$unit" ]; then
      echo "$unit is not active, cannot reload." >&2
      exit 1
    fi
    run ExecReload || {
      echo "Job for $unit failed." >&2
      exit 1
    }
    ;;
  is-active) [ -e "$state/active/$unit" ] ;;
  is-failed) [ -e "$state/failed/$unit" ] ;;
  *) exit 2 ;;
esac
