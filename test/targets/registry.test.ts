import { describe, expect, it } from 'vitest';

import { jsonSchema } from '../../src/config/reference.ts';
import {
  initSystems,
  targetMeant,
  targetNames,
  targets,
  type Target,
} from '../../src/targets/index.ts';

describe('the registry', () => {
  it('is in the order of the output', () => {
    expect(targetNames).toEqual(['el6', 'el7', 'el8', 'el9', 'el10']);
  });

  it.each<Target>([...targets])('$name makes sense by itself', (target) => {
    expect(target.name).toMatch(/^[a-z][a-z0-9]*$/);
    expect(target.defaultInitSystems.length).toBeGreaterThan(0);
    expect(initSystems.filter((system) => target.defaultInitSystems.includes(system))).toEqual(
      target.defaultInitSystems,
    );
    for (const system of target.defaultInitSystems) {
      expect(target.missing).not.toHaveProperty(system);
    }
    const hasSystemd = target.missing.systemd === undefined;
    expect(target.systemdVersion !== undefined).toBe(hasSystemd);
  });

  it.each([
    ['el7', 'centos7', 'CentOS 7.9', '7', 'rhel7', 'ol7', 'oraclelinux7', 'redhat-7', 'el7'],
    ['el9', 'rocky9', 'rockylinux9', 'almalinux9', 'alma9.3', 'centos-stream9', 'stream-9'],
    ['el10', 'rhel10', '10.1', 'Red Hat 10'],
    [undefined, 'debian9', 'el5', 'el', '', 'ubuntu10', '7x', '-'.repeat(1_000_000)],
  ])('%s is meant by other names', (target, ...words) => {
    for (const word of words) expect(targetMeant(word ?? ''), word).toBe(target);
  });

  it('is where the schema takes its choices and defaults from', () => {
    const text = JSON.stringify(jsonSchema());
    expect(text).toContain(JSON.stringify(targetNames));
    for (const { name, defaultInitSystems } of targets) {
      expect(text).toContain(`${name} [${defaultInitSystems.join(', ')}]`);
    }
  });
});
