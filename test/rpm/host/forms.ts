import { join } from 'node:path';
import type { Shell } from '../../kernel/flavours.ts';
import { temporaryFolder } from '../../kernel/machine.ts';
import { buildAll, type Built } from '../build.ts';

export const kept = '192.168.10.12';
export const dropped = '192.168.10.13';
export const added = '192.168.10.14';

/** How a real server's service is started, and what its package does about that. */
export interface Form {
  readonly name: string;
  readonly target: string;
  readonly initSystems: string;
  readonly mode: 'dr' | 'tun';
  /** What runs the scriptlets, and what the scripts too where there is no init script. */
  readonly shell: Shell;
  readonly start: string;
  readonly stop: string;
}

const script = {
  start: 'service lvs-web start',
  stop: 'service lvs-web stop',
  initSystems: '[sysv]',
  mode: 'dr',
  shell: 'bash',
} as const;
const unit = {
  start: 'systemctl start lvs-web.service',
  stop: 'systemctl stop lvs-web.service',
  initSystems: '[systemd]',
  mode: 'dr',
  shell: 'bash',
} as const;
export const sysvForms: readonly Form[] = [
  { ...script, name: 'el6, init script', target: 'el6' },
  { ...script, name: 'el6, init script, tunnel', target: 'el6', mode: 'tun' },
  { ...script, name: 'el7, init script alone', target: 'el7' },
];
export const systemdForms: readonly Form[] = [
  { ...unit, name: 'el7, unit and front', target: 'el7', initSystems: '[sysv, systemd]' },
  { ...unit, name: 'el7, unit alone', target: 'el7', shell: 'dash' },
  { ...unit, name: 'el8, unit, tunnel', target: 'el8', mode: 'tun' },
  { ...unit, name: 'el9, unit', target: 'el9', shell: 'busybox' },
];
export const forms = [...sysvForms, ...systemdForms];

/** With the unit of another version, too: what it says has to be read again. */
function config({ target, initSystems, mode }: Form, vips: readonly string[], before = ''): string {
  return `clusters:
  web:
    mode: ${mode}
    vips: [${vips.join(', ')}]
    targets: [${target}]
    initSystems: ${initSystems}
    chkconfig: { levels: 345 }
    before: [${before}]
`;
}

const versions = new Map<string, Promise<readonly [Built, Built]>>();

/** The package before and after a change of the VIPs. */
export function twoVersions(form: Form): Promise<readonly [Built, Built]> {
  const known = versions.get(form.name);
  if (known !== undefined) return known;
  const folder = temporaryFolder();
  const built = Promise.all([
    buildAll(join(folder, 'old'), config(form, [kept, dropped]), '1.0'),
    buildAll(join(folder, 'new'), config(form, [added, kept], 'nginx'), '1.1'),
  ]).then(([[before], [after]]) => {
    if (before === undefined || after === undefined) throw new Error('nothing was built');
    return [before, after] as const;
  });
  versions.set(form.name, built);
  return built;
}
