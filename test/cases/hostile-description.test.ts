// Proves by running that a description is inert: `reboot` and `rm` are stubs that leave a note, and none is left.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConfig, render } from '../../src/index.ts';
import { temporaryFolder } from '../commands/temporary-folder.ts';

const cwd = join(import.meta.dirname, 'hostile-description');
const files = [...render(await loadConfig({ cwd })).values()];
const scripts = files.filter(({ language }) => language === 'shell');

const description = String.raw`a"; rm -rf / #$(reboot) %n \ `.trim();

describe.for(scripts)('$path', ({ content }) => {
  it('has the description in comments, and nowhere else', () => {
    const lines = content.split('\n').filter((line) => line.includes(description));
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(line).toMatch(/^# /);
  });

  it('is shell that parses', () => {
    const { status, stderr } = spawnSync('sh', ['-n'], { input: content, encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  it('runs nothing of the description', () => {
    const { status, ran } = runWithStubs(content);
    expect(ran).toEqual('');
    expect(status).toBeGreaterThan(0);
  });
});

it('leaves a note when a script does run a stub, so that these tests mean something', () => {
  expect(runWithStubs('#!/bin/sh\nreboot now\nrm -rf /\n').ran).toBe('reboot now\nrm -rf /\n');
});

it('is literal in the unit: what systemd would replace is doubled', () => {
  const unit = files.find(({ language }) => language === 'systemd');
  const lines = unit?.content.split('\n').filter((line) => line.includes('reboot'));
  expect(lines).toEqual([
    `Description=LVS real server of cluster web (${description.replace('%', '%%')}), VS/DR`,
  ]);
});

/** Runs a script with a bad argument, where every program that the description names is a stub. */
function runWithStubs(content: string): { status: number | null; ran: string } {
  const folder = temporaryFolder();
  const note = join(folder, 'note');
  for (const name of ['reboot', 'rm']) {
    const stub = join(folder, name);
    writeFileSync(stub, `#!/bin/sh\necho "\${0##*/} $*" >>'${note}'\n`);
    chmodSync(stub, 0o755);
  }
  const { status } = spawnSync('/bin/sh', ['-s', 'nonsense'], {
    input: content,
    env: { PATH: folder },
    cwd: folder,
  });
  return { status, ran: existsSync(note) ? readFileSync(note, 'utf8') : '' };
}
