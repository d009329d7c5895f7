# Stands in for chkconfig, as far as packages use it: it keeps the links in /etc/rc.d.
PATH=/mnt/usr/bin:/usr/bin
links() { compgen -G "/etc/rc.d/rc[0-6].d/[SK][0-9][0-9]$1"; }

case $1 in
  --add)
    script=/etc/rc.d/init.d/$2
    # Like the real one, it leaves the choice of the administrator alone.
    if links "$2" > /dev/null; then exit 0; fi
    read -r _ _ levels start stop < <(grep '^# chkconfig: ' "$script") || exit 1
    for level in 0 1 2 3 4 5 6; do
      name=$(printf 'K%02d%s' "$stop" "$2")
      case $levels in *$level*) name=$(printf 'S%02d%s' "$start" "$2") ;; esac
      mkdir -p "/etc/rc.d/rc$level.d"
      ln -s "../init.d/$2" "/etc/rc.d/rc$level.d/$name"
    done
    ;;
  --del)
    [ -e "/etc/rc.d/init.d/$2" ] || exit 1
    for link in $(links "$2"); do rm "$link"; done
    ;;
  *) exit 2 ;;
esac
