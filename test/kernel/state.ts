import type { Host } from './host.ts';

/** Everything that a script could have changed, one thing a line. */
export async function snapshot(host: Host): Promise<string[]> {
  const dump = await host.sh(`
    printf '%s\\n' 'addr show' 'route show table all' 'rule show' 'link show' | ip -o -batch -
    grep -s . /proc/sys/net/ipv4/ip_forward /proc/sys/net/ipv4/conf/*/* || :
    shopt -s nullglob dotglob
    for file in /run/lvsgen/* /run/lock/subsys/*; do
      if [ "$file" != /run/lvsgen/lock ]; then printf '%s: %s\\n' "$file" "$(<"$file")"; fi
    done
  `);
  return dump.split('\n');
}

/** The addresses on a device, but for 127.0.0.1/8. */
export async function addressesOn(host: Host, device = 'lo'): Promise<string[]> {
  const lines = (await host.sh(`ip -o -4 addr show dev ${device}`)).split('\n');
  return lines.flatMap((line) => /inet (\S+)/.exec(line)?.[1] ?? []).filter(isForeign);
}

const isForeign = (address: string): boolean => address !== '127.0.0.1/8';

export async function setting(host: Host, name: string): Promise<number> {
  return Number(await host.sh(`cat /proc/sys/net/ipv4/conf/${name}`));
}

export async function set(host: Host, values: Record<string, number>): Promise<void> {
  const writes = Object.entries(values).map(
    ([name, value]) => `echo ${value} >/proc/sys/net/ipv4/conf/${name}`,
  );
  await host.sh(writes.join('\n'));
}

/** The addresses on lo and tunl0 for which ARP is answered on some interface, by the rules of the kernel. */
export async function exposed(host: Host): Promise<string[]> {
  const dump = await host.sh('ip -o -4 addr show; grep . /proc/sys/net/ipv4/conf/*/arp_ignore');
  const values = new Map(
    [...dump.matchAll(/conf\/(.+)\/arp_ignore:(\d+)/g)].map(([, name, value]) => [
      name ?? '',
      Number(value),
    ]),
  );
  const all = values.get('all') ?? 0;
  const used = [...values]
    .filter(([name]) => !['all', 'default', 'lo', 'tunl0'].includes(name))
    .map(([, own]) => Math.max(all, own));
  const answered = (scope: string): boolean =>
    used.some((value) => !(scope === 'host' ? [1, 2, 3, 8] : [1, 2, 8]).includes(value));
  return [...dump.matchAll(/ (?:lo|tunl0) +inet (\S+) .*scope (\S+)/g)]
    .filter(([, address = '', scope = '']) => isForeign(address) && answered(scope))
    .map(([, address = '']) => address);
}
