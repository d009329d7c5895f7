// What scripts do, by an abstract run of them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { understandShell } from '../../src/audit/shell.ts';

/** The effects of each action, one a line: the action, what it does and the values. */
function effects(text: string): string {
  const { actions } = understandShell('lvs.sh', text);
  const value = (one: unknown): string =>
    typeof one === 'object' && one !== null
      ? 'text' in one
        ? String(one.text)
        : '?'
      : String(one);
  return [...actions]
    .flatMap(([action, steps]) =>
      steps.map(({ effect, maybe }) => {
        const { does, ...rest } = effect;
        return `${action}${maybe ? '?' : ''} ${does} ${Object.values(rest).map(value).join(' ')}`;
      }),
    )
    .join('\n');
}

it('reads the scripts that people have', () => {
  const text = readFileSync(join(import.meta.dirname, 'corpus/seed-el6.sh'), 'utf8');
  expect(effects(text)).toMatchInlineSnapshot(`
    "start add-address 192.168.10.12 32 lo lo:0
    start add-route 192.168.10.12 lo lo:0
    start set net/ipv4/conf/lo/arp_ignore 1
    start set net/ipv4/conf/lo/arp_announce 2
    start set net/ipv4/conf/all/arp_ignore 1
    start set net/ipv4/conf/all/arp_announce 2
    stop delete-address lo lo:0
    stop delete-route 192.168.10.12 lo lo:0
    stop set net/ipv4/conf/lo/arp_ignore 0
    stop set net/ipv4/conf/lo/arp_announce 0
    stop set net/ipv4/conf/all/arp_ignore 0
    stop set net/ipv4/conf/all/arp_announce 0"
  `);
});
