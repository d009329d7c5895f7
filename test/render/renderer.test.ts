import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { loadTemplates } from '../../src/render/load-templates.ts';
import { createRenderer } from '../../src/render/renderer.ts';
import { asBundled } from '../../src/render/templates.ts';
import { artifact, refusal } from './render.ts';

it('a rendered file says where it belongs', () => {
  const render = createRenderer(asBundled(new Map([['real-server/example', 'x={{a}}\n']])));
  expect(render({ ...artifact({ a: 1 }), installPath: '/etc/rc.d/init.d/lvs-web' })).toEqual({
    cluster: 'web',
    role: 'real-server',
    target: 'el7',
    path: 'web/real-server/el7/etc/rc.d/init.d/lvs-web',
    mode: 0o755,
    language: 'shell',
    content: 'x=1\n',
  });
});

it('a template that does not exist is named', () => {
  expect(refusal(() => createRenderer(asBundled(new Map()))(artifact({})))).toBe(
    'templates/real-server/example.hbs:1:1 There is no such template.',
  );
});

it('a template that was refused is refused again, with its partials', () => {
  const texts = new Map([
    ['real-server/example', '{{> p}}\n'],
    ['partials/p', 'x="{{a}}"\n'],
  ]);
  const render = createRenderer(asBundled(texts));
  const first = refusal(() => render(artifact({ a: 'x' })));
  expect(first).toMatch(/^templates\/partials\/p\.hbs:1:4 In shell/);
  expect(refusal(() => render(artifact({ a: 'x' })))).toBe(first);
});

describe('the templates of the package', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lvsgen-templates-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  function write(path: string, text = ''): void {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  }

  it('are found from the sources, by name', () => {
    const names = [...loadTemplates().keys()];
    expect(names).toContain('service/unit');
    expect(
      names.filter(
        (name) => !/^(?:real-server|director|service|rpm|explain|partials)\/[a-z-]+$/.test(name),
      ),
    ).toEqual([]);
    expect(names).toEqual([...names].sort());
  });

  it('are found from a file of the bundle, in the nearest package that has some', () => {
    write('package.json', '{}');
    write('templates/partials/x.hbs', 'outer\n');
    write('node_modules/lvsgen/package.json', '{}');
    write('node_modules/lvsgen/templates/partials/x.hbs', 'é\n');
    write('node_modules/lvsgen/templates/role/y.hbs', 'y\n');
    write('node_modules/lvsgen/templates/README.md', 'none');
    const bundle = join(folder, 'node_modules/lvsgen/dist/chunks/x.js');
    expect([...loadTemplates(pathToFileURL(bundle))]).toEqual([
      ['partials/x', 'é\n'],
      ['role/y', 'y\n'],
    ]);
  });

  it('are missed with a message', () => {
    expect(() => loadTemplates(pathToFileURL(join(folder, 'dist/x.js')))).toThrow(
      'There is no folder templates/',
    );
  });
});
