// What is made of files: a folder of cases/ has them, and lvsgen.yaml beside them is what import makes of all of them.
// `npx vitest -u` writes it. Read it before you commit it: what it does not leave to be filled in has to be right.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { auditFile } from '../../src/audit/audit.ts';
import { decode } from '../../src/audit/source.ts';
import { importConfig } from '../../src/import/import.ts';
import { render } from '../../src/index.ts';
import type { Config } from '../../src/config/schema.ts';

const folder = join(import.meta.dirname, 'cases');

it.each(readdirSync(folder))('%s', async (name) => {
  const files = readdirSync(join(folder, name)).filter((file) => file !== 'lvsgen.yaml');
  const read = files.flatMap((file) => {
    const bytes = readFileSync(join(folder, name, file));
    const { text } = decode(file, bytes);
    return auditFile(file, bytes).understood.map((understood) => ({ text, understood }));
  });
  const config = importConfig(read);
  await expect(config).toMatchFileSnapshot(join(folder, name, 'lvsgen.yaml'));
  const rendered = (): number => render(parse(config) as Config).size;
  if (config.includes('# fill in:')) expect(rendered).toThrow();
  else expect(rendered()).toBeGreaterThan(0);
});

const pair = `clusters:
  web:
    mode: dr
    vips: [192.0.2.10]
    targets: [el9]
    director:
      targets: [el9]
      interface: eth0
      keepalived:
        virtualRouterId: 51
        directors: { lb1: { address: 192.0.2.1 }, lb2: { address: 192.0.2.2 } }
        password: s3cret12
        track: { path: /usr/libexec/keepalived/uplink, arguments: [--fast, '-1'], weight: -60 }
        scriptUser: checker
        flush: true
        sync: true
      services: [{ port: 80, quorum: 2, hysteresis: 1, check: { http: { path: /health } } }]
      realServers: [{ address: 192.0.2.21, weight: 3 }, { address: 192.0.2.22 }]
`;

it('makes of rendered configurations of keepalived what they were rendered from', () => {
  const configurations = (config: string): string[] =>
    Array.from(render(parse(config) as Config).values(), ({ content }) => content).filter((text) =>
      text.includes('vrrp_instance'),
    );
  const files = configurations(pair).flatMap((text) => {
    const { understood } = auditFile('keepalived.conf', Buffer.from(text));
    return understood.map((one) => ({ text, understood: one }));
  });
  const imported = importConfig(files);
  expect(imported).not.toContain('not taken over');
  expect(configurations(imported)).toEqual(configurations(pair));
});
