#!/bin/bash
# A host of its own for commands that install and start services: namespaces with a copy-on-write /usr, /etc and /var,
# and stand-ins for systemd, ssh and yum. What systemctl is asked to do stands in /run/asked.
#
# usage: deploy-host.bash LVSGEN COMMANDS
set -eu
if [ "${IS_HOST:-}" != yes ]; then
  IS_HOST=yes exec unshare --net --pid --mount --fork --kill-child "$BASH" "$0" "$@"
fi
commands=$2

mount -t tmpfs none /run
# Where everybody may read it: root's home is closed to others.
mkdir /run/project
mount --bind "${1%/dist/*}" /run/project
bin=/run/project/dist/${1##*/}
for top in usr etc var; do
  mkdir -p "/run/copies/$top/upper" "/run/copies/$top/work"
  mount -t overlay -o "lowerdir=/$top,upperdir=/run/copies/$top/upper,workdir=/run/copies/$top/work" none "/$top"
done
mount -t proc none /proc
mkdir -p /run/systemd/system /run/started /run/home /etc/rc.d/init.d
export HOME=/run/home
ip link set lo up

program() {
  rm -f "/usr/local/bin/$1" && cat > "/usr/bin/$1" && chmod 755 "/usr/bin/$1"
}
program systemctl << 'END'
#!/bin/bash
for word; do [[ $word == -* ]] || words+=("$word"); done
verb=${words[0]} name=${words[1]-}
name=${name%.service}
unit=$name.service
[[ "$*" != *--now* ]] || { "$0" "$verb" "$name" && verb=start; }
case $verb in show | is-*) ;; *) echo "$verb${name:+ $name}" >> /run/asked ;; esac
run() { bash -c "$(sed -n "s/^$1=//p" "/usr/lib/systemd/system/$unit")"; }
case $verb in
    show) echo "LoadState=loaded"; [ -e "/run/started/$unit" ] && echo ActiveState=active || echo ActiveState=inactive ;;
    is-active) [ -e "/run/started/$unit" ] ;;
    is-enabled) [ -e "/run/enabled-$unit" ] && echo enabled || { echo disabled && exit 1; } ;;
    enable) touch "/run/enabled-$unit" ;;
    start) [ -e "/run/started/$unit" ] || { run ExecStart && touch "/run/started/$unit"; } ;;
    reload) [ -e "/run/started/$unit" ] && run ExecReload ;;
    stop) ! [ -e "/run/started/$unit" ] || { run ExecStop && rm "/run/started/$unit"; } ;;
esac
END
program ssh << 'END'
#!/bin/bash
cd /run/home && exec bash -c "$2"
END
program scp << 'END'
#!/bin/bash
words=("${@/#root@*:/}")
[ "${words[-1]}" = . ] || words[-1]=/run/home
cp -r "${words[@]}"
END
program yum << 'END'
#!/bin/bash
exec rpm -U --nodeps "${@:$#}"
END
program npx << END
#!/bin/bash
shift
exec '$(command -v node)' '$bin' "\$@"
END
eval "$commands"
