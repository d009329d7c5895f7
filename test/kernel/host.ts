import { join } from 'node:path';
import type { Flavour } from './flavours.ts';
import { hostSetup, temporaryFolder } from './machine.ts';
import { Namespace } from './namespace.ts';
import { output, type Outcome, type Running } from './process.ts';
import { renderScripts, type Cluster } from './render.ts';

export const vip = '192.168.10.12';
export const otherVip = '192.168.10.13';
export const manyVips = (count: number): string[] =>
  Array.from({ length: count }, (_, i) => `10.9.${i >> 7}.${(i & 127) + 1}`);

const folders = new Map<string, string>();

/** The folder with the scripts for these clusters. */
async function rendered(clusters: Record<string, Cluster>): Promise<string> {
  const key = JSON.stringify(clusters);
  let folder = folders.get(key);
  if (folder === undefined) {
    folder = temporaryFolder();
    await renderScripts(clusters, folder);
    folders.set(key, folder);
  }
  return folder;
}

/** A real server, as far as a script of ours sees one. */
export class Host extends Namespace {
  readonly #flavour: Flavour;

  private constructor(holder: Running, flavour: Flavour) {
    super(holder);
    this.#flavour = flavour;
  }

  static async create(flavour: Flavour): Promise<Host> {
    const host = new Host(await Namespace.hold(hostSetup(flavour.shell)), flavour);
    host.disposeAfterTest();
    return host;
  }

  static async with(flavour: Flavour, clusters: Record<string, Cluster>): Promise<Host> {
    const host = await Host.create(flavour);
    await host.install(clusters);
    return host;
  }

  /** Installs what is rendered for these clusters, as an RPM would: over what was there before. */
  async install(clusters: Record<string, Cluster>): Promise<void> {
    const { target, initSystems } = this.#flavour;
    const common = { mode: 'dr', targets: [target], initSystems } as const;
    const full = Object.entries(clusters).map(([name, own]) => [name, { ...common, ...own }]);
    const out = await rendered(Object.fromEntries(full) as Record<string, Cluster>);
    const trees = Object.keys(clusters).map((name) => join(out, name, 'real-server', target));
    await this.sh(trees.map((tree) => `cp -a ${tree}/. /`).join('\n'));
  }

  script(cluster: string): string {
    return `${this.#flavour.folder}/lvs-${cluster}`;
  }

  beginService(cluster: string, action: string): Running {
    return this.begin([this.script(cluster), action]);
  }

  service(cluster: string, action: string): Promise<Outcome> {
    return this.beginService(cluster, action).closed;
  }

  /** Runs actions that must succeed, one after the other; returns what they said on stderr. */
  async does(cluster: string, ...actions: string[]): Promise<string> {
    let said = '';
    for (const action of actions) {
      const outcome = await this.service(cluster, action);
      output(`${cluster} ${action}`, outcome);
      said += outcome.stderr;
    }
    return said;
  }

  /** Replaces a program by a shell script. In it, `$real` is the program itself. */
  async wrap(program: string, body: string): Promise<void> {
    await this.sh(`
      real=$(readlink /mnt/installed/${program})
      printf '#!/bin/sh\\nreal=%s\\n%s\\n' "$real" ${quoted(body)} >/mnt/wrapper
      chmod 755 /mnt/wrapper
      cp --remove-destination /mnt/wrapper /usr/bin/${program}
    `);
  }

  /** Installs a program that this host has not, as a shell script. */
  async provide(program: string, body: string): Promise<void> {
    await this.sh(`
      printf '#!/bin/sh\\n%s\\n' ${quoted(body)} >/usr/bin/${program}
      chmod 755 /usr/bin/${program}
    `);
  }

  async uninstall(program: string): Promise<void> {
    await this.sh(`rm /usr/bin/${program}`);
  }

  /** Undoes both. */
  async reinstall(program: string): Promise<void> {
    await this.sh(`cp -P --remove-destination /mnt/installed/${program} /usr/bin`);
  }
}

export const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;
