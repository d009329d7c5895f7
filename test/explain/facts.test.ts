// What is told is what the scripts are rendered from: nothing that a view holds is left out.
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config/load.ts';
import { resolveConfigs } from '../../src/config/resolve.ts';
import { explainCluster } from '../../src/explain/text.ts';
import { settingSteps } from '../../src/explain/settings.ts';
import type { Artifact } from '../../src/model/artifact.ts';
import { artifactsOf } from '../../src/roles/index.ts';
import { cases } from './cases.ts';

describe.for(cases)('$name', async ({ folder }) => {
  const { clusters } = resolveConfigs([await loadConfig({ cwd: folder })]);
  const artifacts = clusters.flatMap((cluster) =>
    artifactsOf(cluster).map((artifact) => ({ cluster, artifact })),
  );

  it.for(artifacts)('$artifact.target $artifact.installPath', ({ cluster, artifact }) => {
    const { role, target } = artifact;
    const path = `${cluster.name}/${role}/${target}`;
    const text = explainCluster(cluster, (candidate) => candidate === path).replaceAll(/\s+/g, ' ');
    for (const fact of factsOf(artifact)) expect(text).toContain(fact);
    const other = role === 'director' ? 'Real servers on' : 'Directors on';
    expect(text).not.toContain(other);
  });
});

it('does not tell of a setting without a reason', () => {
  expect(() => settingSteps('/proc/sys/net/ipv4/conf/all/log_martians 1 1')).toThrow(
    'log_martians',
  );
});

/** Words that the explanation of an artefact has to hold. */
function factsOf({ installPath, view }: Artifact): string[] {
  const wanted = linesOf(view['wanted']).map((line) => line.split(' '));
  const addresses = wanted.filter(([kind]) => kind === 'addr');
  const devices = addresses.flatMap(([, , , device = '']) => [`to ${device}`, `off ${device}`]);
  const settings = linesOf(view['settings']).flatMap((line) => {
    const [file = '', value = ''] = line.split(' ');
    return file.endsWith('/timeouts') ? ['timeouts of IPVS'] : [`Sets ${file} to ${value}`];
  });
  const table = linesOf(view['table']).flatMap((line) => {
    const [, scheduler] = / -s (\w+)/.exec(line) ?? [];
    const [, server] = / -r \[?([^\] ]+?)\]?:\d+ /.exec(line) ?? [];
    return [
      ...(scheduler === undefined ? [] : [`: ${scheduler} (`]),
      ...(server === undefined ? [] : [server]),
    ];
  });
  return [
    installPath,
    ...addresses.map(([, address = '']) => address),
    ...devices,
    ...settings,
    ...table,
    ...(view['programs'] as readonly string[]),
    ...linesOf(view['gateway']),
    ...linesOf(view['mss']).map((mss) => `advmss ${mss}`),
    ...linesOf(view['rules']).map(() => 'PREROUTING'),
  ];
}

/** The lines of a text of a view; none where it is empty or the view has none. */
function linesOf(text: unknown): string[] {
  return typeof text === 'string' ? text.split('\n').filter((line) => line !== '') : [];
}
