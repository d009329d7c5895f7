# Two machines, each director and real server of the other.

vip=192.168.10.12
bridge lan
node client
plug client eth0 lan 192.168.10.31/24
for name in lb1 lb2; do node "$name" real-server; done
plug lb1 eth0 lan 192.168.10.11/24
plug lb2 eth0 lan 192.168.10.13/24
for name in lb1 lb2; do
  install "$name"
  service "$name" start
  say_name "$name"
  direct "$name"
  on "$name" touch /run/fit
  # Of somebody else, or of a crash.
  on "$name" ipvsadm -A -t 192.168.10.99:25
done

keep lb1 lb2
check 'the preferred director gets the VIP' within 20 holds "$vip" lb1 lb2
check 'with flush, the start has emptied the table' within 9 on lb1 bash -c '! ipvsadm -Ln | grep -F 192.168.10.99'
check 'both answer' within 10 all_answered "$vip" 6 lb1 lb2
check '200 of 200 requests are answered' all_answered "$vip" 200 lb1 lb2
on lb2 bash -c 'echo 0 > /proc/sys/net/ipv4/vs/backup_only'
caught 'backup_only left off is caught' 'were not answered' all_answered "$vip" 20 lb1 lb2
on lb2 bash -c 'echo 1 > /proc/sys/net/ipv4/vs/backup_only'
on lb1 rm /run/fit
check 'the weight of a script that fails puts a director behind the other' within 9 holds "$vip" lb2 lb1
on lb1 touch /run/fit
check 'and no longer when it succeeds' within 9 holds "$vip" lb1 lb2
lose lb1
check 'one lost, the other one answers alone' within 9 all_answered "$vip" 6 '' lb2
stop_keeping lb2
