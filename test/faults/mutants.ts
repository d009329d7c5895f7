/** Mistakes in scripts: what each is, where it shows, the line and what it becomes. */
export const mutants: Readonly<
  Record<string, readonly (readonly [string, string, string, string])[]>
> = {
  ipv6: [
    [
      'settings go back before VIPs go',
      'started/stop',
      'change del "$ours"\n',
      'restore_settings; change del "$ours"\n',
    ],
    [
      'settings go back though a VIP stays',
      'started/stop/',
      '[ -z "$ours" ] || fail',
      'true || fail',
    ],
    [
      'a VIP comes before silence',
      'clean/start',
      '&& suppress_arp \\',
      '&& change add "$missing" && suppress_arp \\',
    ],
    ['silence is not checked', 'loud/start', '[ -z "$interfaces" ] || fail', 'true || fail'],
    ['the record comes late', 'clean/older start/', 'remember "$vips$nl$ours" && ', ''],
    [
      'a failure in a pipe is not seen',
      'clean/start/',
      'wrong=$(wrong_settings) && printf \'%s\\n\' "$wrong" |',
      'wrong_settings |',
    ],
    ['ip does not keep the lock', 'clean/start+stop/', '| ip -batch -', '| ip -batch - 9>&-'],
    ['there is no lock', 'clean/start+stop/', 'flock -w 30 9', 'true'],
    ['there is no undo log', 'clean/start', 'echo "$file $now $value" >> "$undo"', 'true'],
    ['status does not mind what is missing', 'half/status', '[ -z "$missing$stale', '[ -z "$stale'],
    [
      'the VIPs of others go',
      'both/stop',
      'ours=$(without "$vips$nl$recorded" "$shared")',
      'ours=$vips$nl$recorded',
    ],
  ],
  ports: [['ipvsadm is believed', 'clean/start/', 'case $nl$undone$nl$lacking in', "case '' in"]],
};
