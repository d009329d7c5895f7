import { join } from 'node:path';
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
  readonly start: string;
  readonly stop: string;
}

const unit = { start: 'systemctl start lvs-web.service', stop: 'systemctl stop lvs-web.service' };
const script = { start: 'service lvs-web start', stop: 'service lvs-web stop' };
export const sysvForms: readonly Form[] = [
  { name: 'el6, init script', target: 'el6', initSystems: '[sysv]', ...script },
  { name: 'el7, init script alone', target: 'el7', initSystems: '[sysv]', ...script },
];
export const systemdForms: readonly Form[] = [
  { name: 'el7, unit and front', target: 'el7', initSystems: '[sysv, systemd]', ...unit },
  { name: 'el7, unit alone', target: 'el7', initSystems: '[systemd]', ...unit },
  { name: 'el9, unit', target: 'el9', initSystems: '[systemd]', ...unit },
];
export const forms = [...sysvForms, ...systemdForms];

/** With the unit of another version, too: what it says has to be read again. */
function config({ target, initSystems }: Form, vips: readonly string[], before = ''): string {
  return `clusters:
  web:
    mode: dr
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
