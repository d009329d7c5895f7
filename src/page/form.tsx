import type { JSX } from 'preact';
import { foreignKeyFault, mergeDefaults } from '../config/defaults.ts';
import {
  isError,
  isPlainMap,
  type KeyPath,
  keyText,
  type PlainMap,
  stepInto,
  under,
} from '../model/problem.ts';
import { type Mode, modes } from '../model/schema-values.ts';
import { Field, Keys, Options, type Place, type Shape } from './fields.tsx';
import { renameCluster, set, type State, write } from './state.ts';
import { t } from './words.ts';

/** What the form shows of a cluster. What each key may hold is what the config reference says. */
const shapeOf = (names: readonly string[]): Shape => ({
  ...{ gateway: {}, vips: {}, targets: {} },
  director: {
    ...{ targets: {}, interface: {}, insideInterface: {} },
    keepalived: {
      virtualRouterId: {},
      directors: Object.fromEntries(names.map((name) => [name, { address: {} }])),
    },
    services: { port: {}, protocol: {}, scheduler: {}, persistence: {} },
    realServers: { address: {}, weight: {}, port: {} },
  },
});

const mapOf = (value: unknown): PlainMap => (isPlainMap(value) ? value : {});

/** One cluster, and which. */
export function ClusterForm({ cluster, result: { config, diagnostics } }: State): JSX.Element {
  const clusters = mapOf(under(config, 'clusters'));
  const names = Object.keys(clusters);
  const name = names.includes(cluster) ? cluster : (names[0] ?? '');
  const [own, defaults] = [mapOf(clusters[name]), mapOf(under(config, 'defaults'))];
  const mode = modes.find((one) => one === (own['mode'] ?? defaults['mode']));
  const whole = mergeDefaults(own, defaults, mode, ['clusters', name]);
  const errors = diagnostics.filter(isError);
  const at = (below: KeyPath): Place => {
    const path = ['clusters', name, ...below];
    const id = keyText(path);
    return {
      id,
      value: below.reduce<unknown>(stepInto, whole),
      fault: errors.find(({ key }) => key === id || key?.startsWith(`${id}[`))?.message,
      put: (value) => write(path, value),
      fresh: () => freshOf(whole, path.at(-1)),
    };
  };
  const addCluster = (): void => {
    const free = ['web', ...names.map((_, index) => `web${index + 2}`)];
    const added = free.find((one) => !names.includes(one)) ?? '';
    write(['clusters', added], { mode: 'dr', vips: ['192.168.20.12'], targets: ['el9'] });
    set({ cluster: added });
  };
  const renameTo = (value: unknown): void => {
    if (typeof value === 'string' && !names.includes(value)) renameCluster(name, value);
  };
  const choice = { id: 'cluster', value: name };
  const directors = Object.keys(mapOf(at(['director', 'keepalived', 'directors']).value));
  return (
    <section>
      <h2>{t('cluster')}</h2>
      <div class="row">
        {names.length > 1 && (
          <Field
            {...{ label: t('cluster'), choices: names }}
            place={{ ...choice, put: (one) => set({ cluster: String(one) }) }}
          />
        )}
        <Field label={t('name')} place={{ id: 'name', value: name, put: renameTo }} />
        <button onClick={addCluster}>{t('addCluster')}</button>
        {names.length > 1 && (
          <button onClick={() => at([]).put(undefined)}>{t('removeCluster')}</button>
        )}
      </div>
      {name !== '' && (
        <>
          <Options
            {...{ type: 'radio', name: 'mode', label: t('mode'), chosen: [mode] }}
            options={modes.map((one) => [one, t(one)])}
            onChange={(one) => switchMode(at, one)}
          />
          <Keys {...{ at, mode, path: [], shape: shapeOf(directors) }} />
        </>
      )}
    </section>
  );
}

/** What is put where nothing is yet, with addresses that the cluster does not have, on the network of others. */
function freshOf(whole: PlainMap, key: unknown): unknown {
  const { vips, gateway, targets = ['el7'], director } = whole;
  const vip = stepInto(vips, 0);
  const server = ['realServers', 0, 'address'].reduce<unknown>(stepInto, director);
  const free = (beside: unknown, from: number): { address: string }[] => {
    const [network] = /^.*[.:](?=[\da-f]*$)/i.exec(String(beside)) ?? ['192.168.10.'];
    const used = JSON.stringify(whole);
    return Array.from({ length: 200 }, (_, index) => `${network}${from + index}`)
      .filter((address) => !used.includes(`"${address}"`))
      .slice(0, 2)
      .map((address) => ({ address }));
  };
  const realServers = free(server ?? gateway ?? vip, 21);
  const [lb1, lb2] = free(vip, 2);
  if (key === 'services') return { port: 443 };
  if (key === 'realServers') return realServers[0];
  if (key === 'keepalived') return { virtualRouterId: 51, directors: { lb1, lb2 } };
  return { targets, interface: 'eth0', services: [{ port: 80 }], realServers };
}

/** Changes the mode, and takes away what only others have. */
function switchMode(at: (path: KeyPath) => Place, mode: Mode): void {
  at(['mode']).put(mode);
  const clean = (value: unknown, path: KeyPath): void => {
    const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(mapOf(value));
    if (foreignKeyFault(['clusters', '', ...path], mode)) at(path).put(undefined);
    else for (const [key, one] of entries) clean(one, [...path, key]);
  };
  clean(at([]).value, []);
  if (mode === 'nat' && at(['gateway']).value === undefined) at(['gateway']).put('10.0.0.1');
}
