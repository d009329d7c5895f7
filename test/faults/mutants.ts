/** Mistakes in scripts: where each shows, what it is, and the part of the script that becomes another. */
export const mutants = String.raw`
ipv6-el9-dash/started/stop | settings go back before VIPs go | change del "$ours" => restore_settings; change del "$ours"
ipv6-el9-dash/started/stop/ | settings go back though a VIP stays | [ -z "$ours" ] || fail => true || fail
ipv6-el9-dash/clean/start | a VIP comes before silence | && write_settings && => && change add "$missing" && write_settings &&
ipv6-el9-dash/loud/start | silence is not checked | && [ -z "$interfaces" ] \ => \
ipv6-el9-dash/clean/older start/ | the record comes late | remember "$vips$nl$ours" && => true &&
ipv6-el9-dash/clean/start/ | a failure in a pipe is not seen | wrong=$(wrong_settings) && printf '%s\n' "$wrong" | => wrong_settings |
ipv6-el9-dash/clean/start+stop/ | ip does not keep the lock | ip -batch - => ip -batch - 9>&-
ipv6-el9-dash/clean/start+stop/ | there is no lock | flock -w 30 9 => true
ipv6-el9-dash/clean/start | there is no undo log | echo "$file $now $value" >> "$undo" => true
ipv6-el9-dash/half/status | status does not mind what is missing | [ -z "$missing$stale => [ -z "$stale
ipv6-el9-dash/both/stop | the VIPs of others go | ours=$(without "$vips$nl$recorded" "$shared") => ours=$vips$nl$recorded
ports-el7-bash/bare/start/ | ipvsadm is believed | case $nl$undone$nl$lacking in => case '' in
`
  .trim()
  .split('\n')
  .map((line) => {
    const [shows = '', is = '', change = ''] = line.split(/ \| (?=.* => )/);
    const [part = '', other = ''] = change.split(' => ');
    return { shows, is, part, other };
  });
