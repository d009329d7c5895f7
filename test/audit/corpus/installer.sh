#!/bin/bash
# Puts the script on a real server
VIP=192.0.2.10
cat > /etc/init.d/realserver <<'SCRIPT'
#!/bin/sh
VIP=192.0.2.10
case "$1" in
start)
  ip addr add $VIP/32 dev lo
  echo 1 > /proc/sys/net/ipv4/conf/all/arp_ignore
  echo 2 > /proc/sys/net/ipv4/conf/all/arp_announce
  ;;
stop)
  ip addr del $VIP/32 dev lo
  ;;
*)
  exit 2
  ;;
esac
SCRIPT
cat > /etc/systemd/system/realserver.service <<UNIT
[Unit]
Description=LVS real server
[Service]
Type=forking
ExecStart=/etc/init.d/realserver start
[Install]
WantedBy=multi-user.target
UNIT
chmod 755 /etc/init.d/realserver
systemctl daemon-reload
systemctl start realserver
