# Stands in for /sbin/service of CentOS 6: it runs the init script with nothing but a PATH.
cd / || exit 1
[ -x "/etc/init.d/$1" ] || exit 1
exec /mnt/usr/bin/env -i PATH=/sbin:/usr/sbin:/bin:/usr/bin TERM=dumb "/etc/init.d/$1" "$2"
