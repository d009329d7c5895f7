import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { RealServerHost, realServerScript } from './real-server-host.ts';
import type { Bench, Row, Sides } from './row.ts';

const oneVip = ['192.168.10.12'];
const manyVips = Array.from({ length: 1000 }, (_, i) => `10.9.${i >> 7}.${(i & 127) + 1}`);
const plainStart = fileURLToPath(new URL('plain-start.sh', import.meta.url));

/** What a rendered script of a real server takes, as against what is done by hand. */
export const scripts: readonly Row[] = [
  {
    name: 'script-start-one',
    what: 'start of one VIP',
    against: 'a plain script',
    toReach: 1.5,
    rounds: 21,
    missing,
    prepare: prepared(({ host, one }) => ({
      what: async () => {
        const took = await host.run(`${one} start`);
        await host.run(`${one} stop`);
        return took;
      },
      against: async () => {
        const took = await host.run(plainStart);
        await host.run(`ip addr del ${oneVip.join('')}/32 dev lo`);
        await host.run(
          'for n in announce ignore; do echo 0 >/proc/sys/net/ipv4/conf/all/arp_$n; done',
        );
        return took;
      },
    })),
  },
  {
    name: 'script-start-many',
    what: 'start of 1,000 VIPs',
    against: 'start of one, and one ip -batch',
    toReach: 1.5,
    rounds: 15,
    missing,
    prepare: prepared(({ host, one, many, add, del }) => ({
      what: async () => {
        const took = await host.run(`${many} start`);
        await host.run(`${many} stop`);
        return took;
      },
      against: async () => {
        const took = (await host.run(`${one} start`)) + (await host.run(add));
        await host.run(`${one} stop && ${del}`);
        return took;
      },
    })),
  },
  {
    name: 'script-stop-many',
    what: 'stop of 1,000 VIPs',
    against: 'stop of one, and one ip -batch',
    toReach: 1.5,
    rounds: 15,
    missing,
    prepare: prepared(({ host, one, many, add, del }) => ({
      what: async () => {
        await host.run(`${many} start`);
        return host.run(`${many} stop`);
      },
      against: async () => {
        await host.run(`${one} start && ${add}`);
        return (await host.run(del)) + (await host.run(`${one} stop`));
      },
    })),
  },
  {
    name: 'script-status-many',
    what: 'status of 1,000 VIPs',
    against: 'status of one, and one ip addr show',
    toReach: 1.5,
    rounds: 15,
    missing,
    prepare: prepared(({ host, one, many, add, del }) => ({
      what: async () => {
        await host.run(`${many} start`);
        const took = await host.run(`${many} status`);
        await host.run(`${many} stop`);
        return took;
      },
      against: async () => {
        await host.run(`${one} start`);
        const took = await host.run(`${one} status`);
        await host.run(add);
        const listing = await host.run('ip -o addr show');
        await host.run(`${del} && ${one} stop`);
        return took + listing;
      },
    })),
  },
];

function missing(): string[] {
  const programs = ['unshare', 'bash', 'gawk', 'ip', 'flock'];
  const absent = programs.filter((name) => spawnSync(name, ['--version']).error !== undefined);
  return [...absent, ...(process.getuid?.() === 0 ? [] : ['root'])];
}

interface Scene {
  readonly host: RealServerHost;
  /** The scripts with one VIP and with many. */
  readonly one: string;
  readonly many: string;
  /** One ip -batch that adds many addresses, and one that deletes them. */
  readonly add: string;
  readonly del: string;
}

function prepared(sides: (scene: Scene) => Sides): Row['prepare'] {
  return (bench: Bench) => {
    const folder = bench.folder();
    const batch = (verb: string): string => {
      const file = join(folder, verb);
      writeFileSync(file, manyVips.map((vip) => `addr ${verb} ${vip}/32 dev lo\n`).join(''));
      return `ip -batch ${file}`;
    };
    const one = realServerScript('one', oneVip, folder);
    const many = realServerScript('many', manyVips, folder);
    const host = new RealServerHost();
    const scene = { host, one, many, add: batch('add'), del: batch('del') };
    return { ...sides(scene), end: () => host.end() };
  };
}
