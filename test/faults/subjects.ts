import { chmodSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { render, type Config } from '../../src/index.ts';

/** A form in which scripts are rendered, and the shell that runs them. */
interface Form {
  readonly target: 'el6' | 'el7' | 'el8' | 'el9';
  readonly initSystems: readonly string[];
  readonly shell: readonly string[];
  readonly scripts: string;
  readonly subsysLock: boolean;
}

const sysv = { scripts: '/etc/rc.d/init.d', subsysLock: true } as const;
const logic = { scripts: '/usr/libexec/lvsgen' } as const;

const forms = {
  'el6-bash': { target: 'el6', initSystems: ['sysv'], shell: ['sh'], ...sysv },
  'el7-bash': {
    target: 'el7',
    initSystems: ['sysv', 'systemd'],
    shell: ['sh'],
    ...logic,
    subsysLock: true,
  },
  'el8-dash': {
    target: 'el8',
    initSystems: ['systemd'],
    shell: ['dash'],
    ...logic,
    subsysLock: false,
  },
  'el9-busybox': {
    target: 'el9',
    initSystems: ['systemd'],
    shell: ['busybox', 'sh'],
    ...logic,
    subsysLock: false,
  },
} as const satisfies Record<string, Form>;

/** A real server of a mode, or a director. */
export type Kind = 'dr' | 'tun' | 'nat' | 'director';

/** A script under test, in one of its forms. */
export interface Subject {
  readonly name: string;
  readonly kind: Kind;
  /** Where its configs are, below subjects/. */
  readonly configs: string;
  readonly subsysLock: boolean;
  readonly form: Form;
  /** The VIPs with IPv4 of all its renderings: those for which ARP is asked. */
  readonly vips: readonly string[];
}

const folder = join(import.meta.dirname, 'subjects');
const vips = ['12', '13', '15', '14'].map((last) => `192.168.10.${last}`);
const realServers = ['dr', 'tun', 'nat'] as const;

const inAllForms = (configs: string, kind: Kind): Subject[] =>
  (Object.keys(forms) as (keyof typeof forms)[]).map((name) => {
    const form = forms[name];
    return { name: `${configs}-${name}`, kind, configs, subsysLock: form.subsysLock, form, vips };
  });

export const subjects: readonly Subject[] = realServers.flatMap((kind) => inAllForms(kind, kind));

/** Tried in full with what stands in for IPVS, in namespaces; less of them where IPVS is. */
export const directors: readonly Subject[] = ['director', 'nat-director'].flatMap((configs) =>
  inAllForms(configs, 'director'),
);

/** Those that want a kernel with IPVS or IPIP; what a tunl0 that only looks like one cannot show, one script does. */
export const ipvsSubjects: readonly Subject[] = [
  ...directors,
  ...subjects.filter(({ name }) => name === 'tun-el7-bash'),
];

export const allSubjects: readonly Subject[] = [...subjects, ...directors];

/** @throws Error - There is none of that name. */
export function named(name: string, among: readonly Subject[]): Subject {
  const subject = among.find((one) => one.name === name);
  if (subject === undefined) throw new Error(`There is no script ${name} to try`);
  return subject;
}

interface Node {
  targets: string[];
  initSystems?: readonly string[];
}

interface Written {
  clusters: Record<string, Node & { director?: Node }>;
}

/** Renders all that experiments with a subject need into a folder. */
export function renderSubject(
  { name, kind, configs, form }: Subject,
  outDir: string,
  templates?: string,
): void {
  const to = join(outDir, name);
  for (const rendering of ['web', 'older', 'mail']) {
    const config = parse(
      readFileSync(join(folder, configs, `${rendering}.yaml`), 'utf8'),
    ) as Written;
    for (const cluster of Object.values(config.clusters)) {
      const node = cluster.director ?? cluster;
      node.targets = [form.target];
      node.initSystems = form.initSystems;
    }
    const full = { ...config, ...(templates !== undefined && { templates }) };
    for (const [path, { content, mode: bits }] of render(full as unknown as Config)) {
      const [, role, , ...installed] = path.split('/');
      if (role !== roleOf(kind)) continue;
      const file = join(to, rendering, ...installed);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
      chmodSync(file, bits);
    }
  }
  cpSync(join(folder, configs, 'host.bash'), join(to, 'subject.bash'));
  const constants = [
    `shell=(${form.shell.join(' ')})`,
    `scripts=${form.scripts}`,
    `vips=(${vips.join(' ')})`,
    `suffix=${kind === 'director' ? '-director' : ''}`,
  ];
  writeFileSync(join(to, 'subject.bash'), `\n${constants.join('\n')}\n`, { flag: 'a' });
}

const roleOf = (kind: Kind): string => (kind === 'director' ? 'director' : 'real-server');
