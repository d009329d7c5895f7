// Nothing is written unless everything is right: what is there stays as it is, to the byte.
import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { put, treeOf } from '../output/tree.ts';
import { lvsgen } from './lvsgen.ts';
import { fourLines, project } from './project.ts';

const changed = fourLines.replace('.12', '.13');
const logic = 'generated/web/real-server/el7/usr/sbin/lvs-web';

type Damage = (folder: string) => void;

const damages: readonly (readonly [name: string, message: string, Damage])[] = [
  [
    'one cluster of two is wrong',
    'lvsgen.yaml:6:9: error: clusters.mail: ',
    (folder) => {
      put(folder, 'lvsgen.yaml', `${changed}  mail: dr\n`);
    },
  ],
  [
    'the config is gone',
    'error: there is no config: ',
    (folder) => {
      rmSync(join(folder, 'lvsgen.yaml'));
    },
  ],
  [
    'the config is not UTF-8',
    'lvsgen.yaml:',
    (folder) => {
      put(folder, 'lvsgen.yaml', Buffer.from([0xff, 0xfe]));
    },
  ],
  [
    'the manifest is damaged',
    'generated/lvsgen.files:1:1: error: ',
    (folder) => {
      put(folder, 'generated/lvsgen.files', '../../etc/passwd\n');
    },
  ],
  [
    'a symbolic link leads out',
    `${logic}: error: `,
    (folder) => {
      rmSync(join(folder, logic));
      symlinkSync('/etc/hostname', join(folder, logic));
    },
  ],
  [
    'a folder stands in the way',
    `${logic}: error: `,
    (folder) => {
      rmSync(join(folder, logic));
      mkdirSync(join(folder, logic));
    },
  ],
  [
    'the output folder is a file',
    'generated: error: ',
    (folder) => {
      rmSync(join(folder, 'generated'), { recursive: true });
      put(folder, 'generated', '');
    },
  ],
];

it.for(damages)('writes nothing when %s', async ([, message, damage]) => {
  const folder = project();
  await lvsgen(folder, ['render', '--no-lint']);
  put(folder, 'lvsgen.yaml', changed);
  damage(folder);
  const before = treeOf(folder);
  for (const argv of [['render', '--no-lint'], ['check'], ['diff']]) {
    const { code, stdout, stderr } = await lvsgen(folder, argv);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr.startsWith(message), stderr).toBe(true);
    expect(stderr).not.toContain('    at ');
  }
  expect(treeOf(folder)).toEqual(before);
});
