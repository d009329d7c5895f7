import { describe, expect, it } from 'vitest';
import type { RenderedFile } from '../../src/roles/artifact.ts';
import { checkUnits, tableVersions } from '../../src/lint/systemd.ts';
import { tableOf } from '../../src/lint/systemd-tables.ts';
import { systemd219 } from '../../src/lint/systemd-219.ts';
import { logic, script, unit } from './support.ts';

const check = (...files: RenderedFile[]): readonly (readonly unknown[])[] =>
  checkUnits(files).map(({ message, position, rule }) => [
    `${position?.line ?? ''}:${position?.column ?? ''}`,
    rule,
    message,
  ]);

describe('the table of systemd 219', () => {
  it('holds what it knows', () => {
    const names = [...systemd219.sections.values()].flatMap((section) => [...section]);
    expect(names).toHaveLength(619);
    expect([...systemd219.sections.keys()]).toHaveLength(12);
    expect(names.filter((name) => !/^[A-Z][A-Za-z0-9-]*$/.test(name))).toEqual([]);
    const service = systemd219.sections.get('Service');
    const asked = [
      'ExecStart',
      'RemainAfterExit',
      'ProtectSystem',
      'ReadWritePaths',
      'StateDirectory',
    ];
    expect(asked.map((name) => service?.has(name))).toEqual([true, true, true, false, false]);
  });
});

describe('units', () => {
  it('are clean as they are rendered, whatever else is', () => {
    expect(check(unit('web'), logic('web'), script('web', '[Nope]'))).toEqual([]);
    expect(tableVersions([unit('web'), unit('db'), script('web')])).toEqual([219]);
    expect(tableVersions([script('web')])).toEqual([]);
  });

  it('have no directive or section that systemd 219 would only log', () => {
    const file = unit('web', {
      unit: 'StartLimitIntervalSec=5',
      service: '  ProtectKernelTunables = yes',
      more: '[X]\nA=b',
    });
    expect(check(file, logic('web'))).toEqual([
      [
        '7:1',
        'systemd-219',
        'StartLimitIntervalSec= is not known to systemd 219 in [Unit]: it would only be logged as "Unknown lvalue"',
      ],
      ['15:3', 'systemd-219', expect.stringContaining('ProtectKernelTunables= is not known')],
      ['19:1', 'systemd-219', expect.stringContaining('[X] is not known to systemd 219')],
    ]);
  });

  it('have a directive in its own section only', () => {
    expect(check(unit('web', { unit: 'ExecStart=/bin/true' }), logic('web'))).toEqual([
      [
        '7:1',
        'systemd-219',
        expect.stringContaining('ExecStart= is not known to systemd 219 in [Unit]'),
      ],
    ]);
    const stray = { ...unit('web'), content: 'After=x\n[Unit]\n' };
    expect(check(stray)).toEqual([
      ['1:1', 'systemd-219', expect.stringContaining('stands above the first section')],
    ]);
  });

  it.each([
    ['bin/true', 17],
    ['true x', 17],
    ['-bin/true', 18],
    ['+/bin/true', 17],
    ['!/bin/true', 17],
    ['"bin/true"', 18],
    ['  true', 19],
  ])('run absolute paths: not %j', (value, column) => {
    expect(check(unit('web', { service: `ExecStartPost=${value}` }), logic('web'))).toEqual([
      [`14:${column - 2}`, 'systemd-219', expect.stringContaining('is not an absolute path')],
    ]);
  });

  it.each(['/bin/true', '-/bin/true', '@/bin/true true', '-@/bin/true x', '"/bin/true" x', ''])(
    'run absolute paths: %j',
    (value) => {
      expect(check(unit('web', { service: `ExecStartPost=${value}` }), logic('web'))).toEqual([]);
    },
  );

  it('run the logic that is rendered with them', () => {
    const messages = [check(unit('web'), logic('db')), check(unit('web'), logic('web', 0o644))];
    expect(messages.map((lines) => lines.map(([place]) => place))).toEqual([
      ['12:11', '13:11'],
      ['12:11', '13:11'],
    ]);
    expect(messages.map(([first]) => first?.[2])).toEqual([
      'ExecStart= runs /usr/sbin/lvs-web, which is not among the rendered files',
      'ExecStart= runs /usr/sbin/lvs-web, which is rendered without the executable bit',
    ]);
  });

  it('are read as systemd reads them: comments, and lines that go on', () => {
    const content =
      '; c\n[Unit]\nDescription=a \\\n# Nope=1\n; Nope=1\n  Nope=b\n\n  # d\nNope\n=x\n';
    expect(check({ ...unit('web'), content })).toEqual([
      [
        '9:1',
        'systemd-219',
        expect.stringContaining('"Nope" is neither a section nor a directive'),
      ],
      ['10:1', 'systemd-219', expect.stringContaining('"=x" is neither')],
    ]);
  });

  it('are checked by the newest table that is not newer than the systemd of their target', () => {
    const file = unit('web', { service: 'Nope=1' });
    for (const target of ['el7', 'el8', 'el9']) {
      expect(tableOf(target)).toBe(systemd219);
      expect(tableVersions([{ ...file, target }])).toEqual([219]);
      const found = checkUnits([
        { ...file, target },
        { ...logic('web'), target },
      ]);
      expect(found.map(({ message }) => message)).toContainEqual(
        expect.stringContaining('Nope= is not known to systemd 219'),
      );
    }
  });

  it('are never passed for a target of which nothing is known', () => {
    expect(() => check({ ...unit('web'), target: 'el6' })).toThrow('systemd of el6');
    expect(() => check({ ...unit('web'), target: 'constructor' })).toThrow(
      'systemd of constructor',
    );
  });
});
