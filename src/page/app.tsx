import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { mergeDefaults } from '../config/defaults.ts';
import { isPlainMap, type PlainMap, under } from '../config/plain-map.ts';
import { keyText, type KeyPath } from '../model/problem.ts';
import { modes } from '../model/schema-values.ts';
import { Editor } from './code.tsx';
import type { Part } from './fields.tsx';
import { Form } from './form.tsx';
import { Output } from './output.tsx';
import { newCluster } from './presets.ts';
import type { Rendered, Result } from './result.ts';
import { languages, type LanguageName, Speaking, useWords } from './words.ts';

/** All that the page shows. */
export interface State {
  /** The config. */
  readonly text: string;
  /** The cluster in the form. */
  readonly cluster: string;
  /** The tab that is open, and the file. */
  readonly view: string;
  readonly file: string;
  /** An old script that was dropped or pasted. */
  readonly script: string;
  readonly scriptName: string;
  readonly language: LanguageName;
  readonly dark: boolean;
  /** What was just done, for everybody to hear. */
  readonly said: string;
}

/** What changes it. */
export interface Actions {
  readonly set: (change: Partial<State>) => void;
  readonly write: (path: KeyPath, value: unknown) => void;
  readonly rename: (path: KeyPath, name: string) => void;
}

export interface AppProps {
  readonly state: State;
  readonly actions: Actions;
  readonly result: Result;
  /** From when the config was last without errors. */
  readonly rendered: Rendered | undefined;
}

export function App(props: AppProps): JSX.Element {
  return (
    <Speaking value={languages[props.state.language]}>
      <Top {...props} />
      <main>
        <ClusterForm {...props} />
        <Config {...props} />
        <Output {...props} />
      </main>
    </Speaking>
  );
}

function Top({ state: { dark, language }, actions: { set } }: AppProps): JSX.Element {
  const t = useWords();
  const other = language === 'en' ? 'zh' : 'en';
  return (
    <header>
      <h1>lvsgen</h1>
      <p>{t.purpose}</p>
      <button type="button" lang={other} onClick={() => set({ language: other })}>
        {t.language}
      </button>
      <button type="button" onClick={() => set({ dark: !dark })}>
        {dark ? t.light : t.dark}
      </button>
    </header>
  );
}

/** The YAML, with what is wrong at its lines. */
function Config({ state: { text, said }, actions: { set }, result }: AppProps): JSX.Element {
  const t = useWords();
  const { diagnostics } = result;
  const count = (severity: string, words: string): string => {
    const number = diagnostics.filter((one) => one.severity === severity).length;
    return number === 0 ? '' : `${words}: ${number}`;
  };
  const summary = [count('error', t.errors), count('warning', t.warnings), said]
    .filter((part) => part !== '')
    .join(', ');
  return (
    <section aria-labelledby="config" class="config">
      <h2 id="config">{t.config}</h2>
      <Editor
        {...{ id: 'yaml', text, diagnostics, language: 'yaml', label: t.configText }}
        onInput={(written) => set({ text: written })}
      />
      <p role="status">{summary}</p>
    </section>
  );
}

function ClusterForm({ state, actions, result }: AppProps): JSX.Element {
  const t = useWords();
  const clusters = under(result.config, 'clusters');
  const names = isPlainMap(clusters) ? Object.keys(clusters) : [];
  const name = names.includes(state.cluster) ? state.cluster : (names[0] ?? '');
  const part = useMemo(() => partOf(name, result, actions), [name, result, actions]);
  const fresh = ['web', ...names].map((_, index) => `web${index + 1}`);
  return (
    <section aria-labelledby="cluster" class="form">
      <h2 id="cluster">{t.cluster}</h2>
      <div class="row">
        {names.length > 1 && (
          <select
            aria-label={t.cluster}
            value={name}
            onChange={({ currentTarget }) => actions.set({ cluster: currentTarget.value })}
          >
            {names.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </select>
        )}
        <div class="field">
          <label for="name">{t.name}</label>
          <input
            id="name"
            value={name}
            spellcheck={false}
            autocomplete="off"
            onInput={({ currentTarget }) => {
              const { value } = currentTarget;
              if (value === '' || names.includes(value)) return;
              actions.rename(['clusters', name], value);
              actions.set({ cluster: value });
            }}
          />
        </div>
        <button
          type="button"
          onClick={() => {
            const added = fresh.find((one) => !names.includes(one)) ?? 'web';
            actions.write(['clusters', added], newCluster);
            actions.set({ cluster: added });
          }}
        >
          {t.addCluster}
        </button>
        {names.length > 1 && (
          <button type="button" onClick={() => actions.write(['clusters', name], undefined)}>
            {t.removeCluster}
          </button>
        )}
      </div>
      {name !== '' && <Form part={part} />}
    </section>
  );
}

/** One cluster, together with what it shares with others, as its fields see it. */
function partOf(name: string, { config, diagnostics }: Result, { write }: Actions): Part {
  const at: KeyPath = ['clusters', name];
  const [own, defaults] = [under(under(config, 'clusters'), name), under(config, 'defaults')];
  const mode = modes.find((one) => one === (under(own, 'mode') ?? under(defaults, 'mode')));
  const map = (value: unknown): PlainMap => (isPlainMap(value) ? value : {});
  const whole = mergeDefaults(map(own), map(defaults), mode, at);
  return {
    read: (...path) =>
      path.reduce<unknown>(
        (value, step) => (Array.isArray(value) ? value[Number(step)] : under(value, step)),
        whole,
      ),
    write: (path, value) => {
      write([...at, ...path], value);
    },
    faultOf: (path) => {
      const key = keyText([...at, ...path]);
      const isBelow = (one = ''): boolean => one === key || one.startsWith(`${key}[`);
      return diagnostics.find((one) => one.severity === 'error' && isBelow(one.key))?.message;
    },
  };
}
