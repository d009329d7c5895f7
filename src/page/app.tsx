import type { JSX } from 'preact';
import { mergeDefaults } from '../config/defaults.ts';
import { isPlainMap, type PlainMap, stepInto, under } from '../model/problem.ts';
import { keyText, type KeyPath } from '../model/problem.ts';
import { modes } from '../model/schema-values.ts';
import { Editor } from './code.tsx';
import type { Part } from './fields.tsx';
import { Form } from './form.tsx';
import { Output } from './output.tsx';
import { newCluster } from './presets.ts';
import type { Result } from './result.ts';
import { renameCluster, set, type State, write } from './store.ts';
import { languages, Speaking, useWords } from './words.ts';

export function App(state: State): JSX.Element {
  return (
    <Speaking value={languages[state.language]}>
      <Top {...state} />
      <main>
        <ClusterForm {...state} />
        <Config {...state} />
        <Output {...state} />
      </main>
    </Speaking>
  );
}

function Top({ isDark, language }: State): JSX.Element {
  const t = useWords();
  const other = language === 'en' ? 'zh' : 'en';
  return (
    <header>
      <h1>lvsgen</h1>
      <p>{t.purpose}</p>
      <button type="button" lang={other} onClick={() => set({ language: other })}>
        {t.language}
      </button>
      <button type="button" onClick={() => set({ isDark: !isDark })}>
        {isDark ? t.light : t.dark}
      </button>
    </header>
  );
}

/** The YAML, with what is wrong at its lines. */
function Config({ text, said, result: { diagnostics } }: State): JSX.Element {
  const t = useWords();
  const count = (severity: string): number =>
    diagnostics.filter((one) => one.severity === severity).length;
  const counts = [`${t.errors}: ${count('error')}`, `${t.warnings}: ${count('warning')}`];
  const summary = [...counts.filter((one) => !one.endsWith(' 0')), said].filter(Boolean);
  return (
    <section aria-labelledby="config" class="config">
      <h2 id="config">{t.config}</h2>
      <Editor
        {...{ id: 'yaml', text, diagnostics, language: 'yaml', label: t.configText }}
        onInput={(written) => set({ text: written })}
      />
      <p role="status">{summary.join(', ')}</p>
    </section>
  );
}

function ClusterForm({ cluster, result }: State): JSX.Element {
  const t = useWords();
  const clusters = under(result.config, 'clusters');
  const names = isPlainMap(clusters) ? Object.keys(clusters) : [];
  const name = names.includes(cluster) ? cluster : (names[0] ?? '');
  const addCluster = (): void => {
    const free = ['web', ...names.map((_, index) => `web${index + 2}`)];
    const added = free.find((one) => !names.includes(one)) ?? 'web';
    write(['clusters', added], newCluster);
    set({ cluster: added });
  };
  return (
    <section aria-labelledby="cluster" class="form">
      <h2 id="cluster">{t.cluster}</h2>
      <div class="row">
        {names.length > 1 && (
          <select
            {...{ 'aria-label': t.cluster, value: name }}
            onChange={({ currentTarget }) => set({ cluster: currentTarget.value })}
          >
            {names.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </select>
        )}
        <div class="field">
          <label for="name">{t.name}</label>
          <input
            {...{ id: 'name', value: name, spellcheck: false, autocomplete: 'off' }}
            onInput={({ currentTarget: { value } }) => {
              if (value !== '' && !names.includes(value)) renameCluster(name, value);
            }}
          />
        </div>
        <button type="button" onClick={addCluster}>
          {t.addCluster}
        </button>
        {names.length > 1 && (
          <button type="button" onClick={() => write(['clusters', name], undefined)}>
            {t.removeCluster}
          </button>
        )}
      </div>
      {name !== '' && <Form part={partOf(name, result)} />}
    </section>
  );
}

/** One cluster, together with what it shares with others, as its fields see it. */
function partOf(name: string, { config, diagnostics }: Result): Part {
  const at: KeyPath = ['clusters', name];
  const map = (value: unknown): PlainMap => (isPlainMap(value) ? value : {});
  const own = map(under(under(config, 'clusters'), name));
  const defaults = map(under(config, 'defaults'));
  const mode = modes.find((one) => one === (own['mode'] ?? defaults['mode']));
  const whole = mergeDefaults(own, defaults, mode, at);
  return {
    read: (...path) => path.reduce<unknown>(stepInto, whole),
    write: (path, value) => write([...at, ...path], value),
    faultOf: (path) => {
      const key = keyText([...at, ...path]);
      const isBelow = (one = ''): boolean => one === key || one.startsWith(`${key}[`);
      return diagnostics.find((one) => one.severity === 'error' && isBelow(one.key))?.message;
    },
  };
}
