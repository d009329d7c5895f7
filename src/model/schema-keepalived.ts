import * as z from 'zod';

import { realServerUse } from './ip-address.ts';
import { healthKeys, programKeys, serviceHealthKeys, word } from './schema-checks.ts';
import { interfaceName } from './schema-texts.ts';
import { about, addressOf, type Mode } from './schema-values.ts';

const director = z.strictObject({
  address: about(
    "The director's own address, on the network of the VIPs.",
    addressOf('dr', realServerUse, '192.0.2.1', '2001:db8::1'),
  ),
  interface: about('Where the VIPs are, if not as on the others.', interfaceName.optional()),
  priority: about(
    'Of VRRP, 1 to 254: the greatest is preferred. By default 150, 100 and 50, in the order written.',
    z.int().min(1).max(254).optional(),
    150,
  ),
});

const pair = { lb1: { address: '192.0.2.1' }, lb2: { address: '192.0.2.2' } };
const userName = word('keepalived_script', /^[a-z_][a-z0-9_-]{0,31}$/).optional();
const times = z.int().min(1).max(100).default(2);

const track = z.strictObject({
  ...programKeys,
  interval: about('Seconds from one call to the next.', z.int().min(1).max(3600).default(2)),
  fall: about('How often it has to fail before that counts.', times),
  rise: about('How often it has to succeed after that.', times),
  weight: about(
    'What is added to the priority: below 0 while it fails, above 0 while it succeeds. Without it, a director where it fails has no VIPs, also if it fails on all of them.',
    z.int().min(-253).max(253).default(0),
    -60,
  ),
  user: about('The user that it runs as, where that is not scriptUser.', userName),
});

/** The director is keepalived. */
const keepalived = about(
  'With it, keepalived does the work of the director: it moves the VIPs between several, checks the real servers, and has the services. Rendered for each director is its configuration, instead of a script.',
  z
    .strictObject({
      virtualRouterId: about(
        'The virtual router id, 1 to 255: no other pair on the network may have it.',
        z.int().min(1).max(255),
        51,
      ),
      directors: about(
        'The directors by name, two or more, the preferred one first.',
        z.record(z.string(), director),
        pair,
      ),
      vrrp: about(
        'How directors hear of each other: by unicast between their addresses, which clouds need, or by multicast.',
        z.enum(['unicast', 'multicast']).default('unicast'),
      ),
      preempt: about(
        'Whether the preferred director takes the VIPs back when it returns, or after how many seconds it does.',
        z.union([z.boolean(), z.int().min(1).max(1000)]).default(true),
      ),
      advertInterval: about(
        'Seconds from one advert to the next. After three without one, another director takes over.',
        z.int().min(1).max(40).default(1),
      ),
      sync: about(
        'Whether directors tell each other of their connections, so that those go on when the VIPs move: the sync daemon of IPVS. Or its interface, where that is not the one of the VIPs.',
        z.union([z.boolean(), interfaceName]).default(false),
      ),
      notify: about(
        'A script that keepalived calls at each change of state: with INSTANCE, the name of the cluster, MASTER, BACKUP, FAULT or STOP, and the priority.',
        programKeys.path.optional(),
        '/usr/libexec/keepalived/notify',
      ),
      scriptUser: about('Who scripts run as: by default nobody; on el6, always root.', userName),
      password: about(
        'The password of VRRP, at most eight characters: that of the keepalived that the pair is to work with. It goes over the network in the clear, so it keeps slips apart and nobody out.',
        word('s3cret12', /^[\w.-]{1,8}$/, 'use at most 8 letters, digits and . _ -').optional(),
      ),
      track: about(
        'A program by which each director tells whether it is fit to have the VIPs, such as one that asks its router.',
        track.optional(),
        { path: '/usr/libexec/keepalived/uplink' },
      ),
      flush: about(
        'Whether keepalived empties the table of IPVS when it starts, of what a crash has left and also of services that are not its own (lvs_flush).',
        z.boolean().default(false),
      ),
      include: about(
        'Whether keepalived.conf is your own. What is rendered is then /etc/keepalived/lvs-….conf, for a line in yours: include /etc/keepalived/lvs-*.conf. RPM packages need that, and so do two clusters on one pair of directors.',
        z.boolean().default(false),
      ),
    })
    .optional(),
  { virtualRouterId: 51, directors: pair },
);

/** What a director has for keepalived. */
// eslint-disable-next-line @typescript-eslint/explicit-module-boundary-types -- as zod makes it of the schemas
export function keepalivedKeys(mode: Mode) {
  return { keepalived, ...healthKeys(mode) };
}

/** What is for keepalived is an error without it. */
export function healthNeedsKeepalived({ value, issues }: z.core.ParsePayload): void {
  const director = value as Readonly<Record<string, unknown>>;
  if (director['keepalived'] !== undefined) return;
  const places = ['services', 'realServers'].flatMap((list) =>
    Object.entries(director[list] ?? []).map(
      ([index, one]) => [[list, Number(index)], one] as const,
    ),
  );
  for (const [path, of] of [[[], director] as const, ...places]) {
    for (const key of Object.keys(serviceHealthKeys('dr'))) {
      const input = (of as Readonly<Record<string, unknown>>)[key];
      if (input === undefined) continue;
      const message = `${key} is for keepalived: the script of a director checks nobody`;
      const params = { hint: 'add keepalived to the director, or remove the key', onKey: true };
      issues.push({ code: 'custom', input, path: [...path, key], message, params });
    }
  }
}
