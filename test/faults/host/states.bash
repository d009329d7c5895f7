# The states that experiments begin from. To add one, add a function here and its table in tables.ts.
# shellcheck shell=bash

# As after boot: nothing of the scripts is there.
state_clean() { :; }

state_started() { service web start; }

# Killed by SIGKILL when all was recorded and written, and the first thing of the rest was done.
state_half_started() {
  local at
  stepped start && at=$(sed -n 's/ run ip -batch.*//p' /tmp/steps) && service web stop || return 1
  stepped start "${at%%$'\n'*}" 1 kill-before
  [ $? -eq 137 ] && half
}

state_flushed() { service web start && flush; }

state_record_lost() { service web start && rm /run/lvsgen/lvs-web"$suffix"; }

state_records_lost() { service web start && rm /run/lvsgen/{"lvs-web$suffix",settings}; }

state_record_truncated() {
  service web start && head -c 60 /run/lvsgen/lvs-web"$suffix" > /tmp/half && cat /tmp/half > /run/lvsgen/lvs-web"$suffix"
}

state_record_of_older_version() {
  service web start && sed -i '1s/lvsgen-[0-9]*/lvsgen-0/' /run/lvsgen/{"lvs-web$suffix",settings}
}

# The files of CentOS 6 that were there when the machine lost its power. What is 1 by now was 0 then, and written.
state_rebooted() {
  service web start && cp -r /run/lvsgen /run/lock /tmp && service web stop \
    && sed -i -e '1s/ .*/ 00000000-0000-0000-0000-000000000000/' -e 's/=1,[0-9]*@/=0,1@/' /tmp/lvsgen/{"lvs-web$suffix",settings} \
    && cp -r /tmp/lvsgen /tmp/lock /run && rm -r /tmp/lvsgen /tmp/lock
}

state_lock_alone() { touch /run/lock/subsys/lvs-web"$suffix"; }

state_vips_alone() {
  service web start && rm -f /run/lvsgen/{"lvs-web$suffix",settings} /run/lock/subsys/lvs-web"$suffix"
}

# What was started was an older rendering of this cluster.
state_older_started() { install older && service web start && install web; }

state_by_hand() { by_hand; }

state_loud_interface() { echo 3 > /proc/sys/net/ipv4/conf/eth1/arp_ignore; }

state_started_loud() { service web start && state_loud_interface; }

state_admin() { admin; }

state_started_admin() { service web start && admin; }

state_other_started() { install mail && service mail start; }

state_both_started() { state_other_started && service web start; }

state_by_hand_rest() { by_hand_rest; }
