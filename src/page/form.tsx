import type { JSX } from 'preact';
import { mergeDefaults } from '../config/defaults.ts';
import { foreignKeyFault } from '../config/schema-problems.ts';
import { isError, isPlainMap, type KeyPath, keyText, type PlainMap } from '../model/problem.ts';
import { stepInto, under } from '../model/problem.ts';
import { type Mode, modes } from '../model/schema-values.ts';
import { targetNames } from '../targets/index.ts';
import { protocols, schedulerWords } from '../targets/target.ts';
import { Checks, Field, Options, type Place, Rows } from './fields.tsx';
import { renameCluster, set, type State, write } from './state.ts';
import { t } from './words.ts';

type At = (path: string) => Place;

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
  const at: At = (below) => {
    const steps = below.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step));
    const path = ['clusters', name, ...steps];
    const id = keyText(path);
    return {
      id,
      value: steps.reduce<unknown>(stepInto, whole),
      fault: errors.find(({ key }) => key === id || key?.startsWith(`${id}[`))?.message,
      put: (value) => write(path, value),
    };
  };
  const addCluster = (): void => {
    const free = ['web', ...names.map((_, index) => `web${index + 2}`)];
    const added = free.find((one) => !names.includes(one)) ?? '';
    write(['clusters', added], { mode: 'dr', vips: ['192.168.20.12'], targets: ['el9'] });
    set({ cluster: added });
  };
  return (
    <section>
      <h2>{t('cluster')}</h2>
      <div class="row">
        {names.length > 1 && (
          <Field
            {...{ path: 'cluster', choices: names }}
            at={(id) => ({ id, value: name, put: (one) => set({ cluster: String(one) }) })}
          />
        )}
        <Field
          path="name"
          at={(id) => ({ id, value: name, put: (value) => renameCluster(name, value) })}
        />
        <button onClick={addCluster}>{t('addCluster')}</button>
        {names.length > 1 && (
          <button onClick={() => write(['clusters', name], undefined)}>{t('removeCluster')}</button>
        )}
      </div>
      {name !== '' && <Fields at={at} whole={whole} mode={mode} />}
    </section>
  );
}

interface FieldsProps {
  readonly at: At;
  /** The cluster, with what it shares with others. */
  readonly whole: PlainMap;
  readonly mode: Mode | undefined;
}

function Fields({ at, whole, mode }: FieldsProps): JSX.Element {
  const hasDirector = whole['director'] !== undefined;
  return (
    <>
      <Options
        {...{ type: 'radio', name: 'mode', label: t('mode'), chosen: [mode] }}
        options={modes.map((one) => [one, t(one)])}
        onChange={(one) => switchMode(at, whole, one)}
      />
      {mode === 'nat' && <Field at={at} path="gateway" />}
      <Field at={at} path="vips" isList />
      <Checks at={at} path="targets" choices={targetNames} />
      <Options
        {...{
          type: 'checkbox',
          name: 'director',
          label: t('director'),
          chosen: Object.keys(whole),
        }}
        options={[['director', t('withDirector')]]}
        onChange={(key, isOn) => at(key).put(isOn ? newDirector(at, whole) : undefined)}
      >
        {hasDirector && <DirectorFields {...{ at, whole, mode }} />}
      </Options>
    </>
  );
}

/** The default first. */
const schedulers = ['wlc', ...Object.keys(schedulerWords)];

function DirectorFields({ at, whole, mode }: FieldsProps): JSX.Element {
  const director = mapOf(whole['director']);
  const { keepalived } = director;
  const isNat = mode === 'nat';
  return (
    <>
      <Checks
        {...{ at, path: 'director.targets', label: t('directorTargets'), choices: targetNames }}
      />
      <div class="row">
        <Field at={at} path="director.interface" />
        {isNat && <Field at={at} path="director.insideInterface" />}
      </div>
      <Options
        {...{ type: 'checkbox', name: 'keepalived', chosen: Object.keys(director) }}
        options={[['keepalived', t('withKeepalived')]]}
        onChange={(_, isOn) => at('director.keepalived').put(isOn ? newPair(at, whole) : undefined)}
      />
      {keepalived !== undefined && (
        <div class="row">
          <Field at={at} path="director.keepalived.virtualRouterId" />
          {Object.keys(mapOf(under(keepalived, 'directors'))).map((name, index) => (
            <Field
              {...{ key: name, at, path: `director.keepalived.directors.${name}.address` }}
              label={`${t(index === 0 ? 'preferred' : 'other')}: ${name}`}
            />
          ))}
        </div>
      )}
      <Rows
        {...{ at, path: 'director.services', add: t('addService'), fresh: { port: 443 } }}
        fields={{ port: [], protocol: protocols, scheduler: schedulers, persistence: [] }}
      />
      <Rows
        {...{ at, path: 'director.realServers', add: t('addRealServer') }}
        fresh={
          freeHosts(whole, at('director.realServers.0.address').value ?? at('vips.0').value, 21)[0]
        }
        fields={{ address: [], weight: [], ...(isNat && { port: [] }) }}
      />
    </>
  );
}

/** Two addresses that the cluster does not have yet, on the network of another one. */
function freeHosts(whole: PlainMap, beside: unknown, from: number): { address: string }[] {
  const [network] = /^.*[.:](?=[\da-f]*$)/i.exec(String(beside)) ?? ['192.168.10.'];
  const used = JSON.stringify(whole);
  return Array.from({ length: 200 }, (_, index) => `${network}${from + index}`)
    .filter((address) => !used.includes(`"${address}"`))
    .slice(0, 2)
    .map((address) => ({ address }));
}

const newDirector = (at: At, whole: PlainMap): object => ({
  targets: whole['targets'] ?? ['el7'],
  interface: 'eth0',
  services: [{ port: 80 }],
  realServers: freeHosts(whole, whole['gateway'] ?? at('vips.0').value, 21),
});

function newPair(at: At, whole: PlainMap): object {
  const [lb1, lb2] = freeHosts(whole, at('vips.0').value, 2);
  return { virtualRouterId: 51, directors: { lb1, lb2 } };
}

/** Changes the mode, and takes away what only others have. */
function switchMode(at: At, whole: PlainMap, mode: Mode): void {
  at('mode').put(mode);
  const clean = (value: unknown, path: KeyPath): void => {
    const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(mapOf(value));
    if (foreignKeyFault(['clusters', '', ...path], mode)) at(path.join('.')).put(undefined);
    else for (const [key, one] of entries) clean(one, [...path, key]);
  };
  clean(whole, []);
  if (mode === 'nat' && whole['gateway'] === undefined) at('gateway').put('10.0.0.1');
}
