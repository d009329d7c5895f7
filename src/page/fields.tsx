import type { ComponentChildren, JSX } from 'preact';
import { useState } from 'preact/hooks';
import { describeKeys, referenceKey } from '../config/reference.ts';
import { foreignKeyFault } from '../config/defaults.ts';
import { type KeyPath, under } from '../model/problem.ts';
import type { Mode } from '../model/schema-values.ts';
import { t, type Word } from './words.ts';

/** A place in the config: what it says there, what is wrong with it, and how to change it. */
export interface Place {
  readonly id: string;
  readonly value: unknown;
  readonly fault?: string | undefined;
  /** Takes the key away where the value is undefined. */
  readonly put: (value: unknown) => void;
  /** What is put there at first. */
  readonly fresh?: () => unknown;
}

interface FieldProps {
  readonly place: Place;
  readonly label: string;
  readonly choices?: readonly string[];
  readonly isList?: boolean;
  /** What the config reference says of it. */
  readonly title?: string;
}

/** What stands at a place as texts: those of a list, or one. */
const textsOf = (value: unknown): string[] =>
  [value].flat().flatMap((one) => (/string|number/.test(typeof one) ? `${one as number}` : []));

/** A text or a number, with what is wrong with it; with choices one of them, by default the first; or texts, one a line. */
export function Field(props: FieldProps): JSX.Element {
  const { place, label, choices = [], isList = false, title } = props;
  const { id, value, fault, put } = place;
  const [draft, setDraft] = useState('');
  const texts = textsOf(value);
  const valueOf = (text: string): unknown => {
    if (isList) return text.split(/[\s,]+/).filter((item) => item !== '');
    return /^(0|[1-9]\d{0,14})$/.test(text) ? Number(text) : text || undefined;
  };
  // What is being typed may end in a blank or a line break.
  const isDraft = textsOf(valueOf(draft)).join() === texts.join();
  // All three have what is used of them here.
  const Control = (isList ? 'textarea' : choices.length > 0 ? 'select' : 'input') as 'select';
  return (
    <div class="field" title={title}>
      <label for={id}>{label}</label>
      <Control
        {...{ id, spellcheck: false, autocomplete: 'off', rows: Math.min(6, texts.length + 1) }}
        {...{ 'aria-invalid': fault !== undefined, 'aria-describedby': `${id}-fault` }}
        value={isDraft ? draft || choices[0] : texts.join('\n')}
        onInput={({ currentTarget }) => {
          setDraft(currentTarget.value);
          put(valueOf(currentTarget.value));
        }}
      >
        {choices.length > 0 &&
          [...new Set([...choices, ...texts])].map((one) => <option key={one}>{one}</option>)}
      </Control>
      <p id={`${id}-fault`} class="fault">
        {fault}
      </p>
    </div>
  );
}

interface OptionsProps<Key extends string> {
  readonly type: 'radio' | 'checkbox';
  readonly name: string;
  readonly label?: string;
  /** With what each is called. */
  readonly options: readonly (readonly [key: Key, label: ComponentChildren])[];
  readonly chosen: readonly unknown[];
  readonly onChange: (key: Key, isOn: boolean) => void;
  /** What belongs to them. */
  readonly children?: ComponentChildren;
}

/** Switches, or one of several: the browser makes these one stop of the Tab key, with arrows from one to the next. */
export function Options<Key extends string>(props: OptionsProps<Key>): JSX.Element {
  const { type, name, label, options, chosen, onChange, children } = props;
  return (
    <fieldset class={name}>
      {label !== undefined && <legend>{label}</legend>}
      {options.map(([key, title]) => (
        <label class="check" key={key}>
          <input
            {...{ type, name, checked: chosen.includes(key) }}
            onChange={({ currentTarget }) => onChange(key, currentTarget.checked)}
          />{' '}
          {title}
        </label>
      ))}
      {children}
    </fieldset>
  );
}

/** Keys, each with those below it. */
export interface Shape {
  readonly [key: string]: Shape;
}

interface KeyProps {
  readonly at: (path: KeyPath) => Place;
  readonly mode: Mode | undefined;
  /** Below the cluster. */
  readonly path: KeyPath;
  readonly shape: Shape;
}

export function Keys({ at, mode, path, shape }: KeyProps): JSX.Element[] {
  return Object.entries(shape).map(([key, inner]) => (
    <Key {...{ key, at, mode, path: [...path, key], shape: inner }} />
  ));
}

/** A key: a switch with what is below it, a list of maps, a choice or a field. */
function Key(props: KeyProps): JSX.Element | null {
  const { at, mode, path } = props;
  const { value, put, fresh } = at(path);
  const wholePath = ['clusters', '', ...path];
  const row = describeKeys().find((one) => one.key === referenceKey(wholePath));
  const { type = 'map', required = true, description: title = '' } = row ?? {};
  const key = String(path.at(-1));
  if (foreignKeyFault(wholePath, mode)) return null;
  if (type === 'list of map') return <Rows {...props} />;
  if (type === 'map' && required) return <Keys {...props} />;
  if (type === 'map') {
    return (
      <Options
        {...{ type: 'checkbox', name: key, chosen: value === undefined ? [] : [key] }}
        options={[[key, t(key as Word)]]}
        onChange={(_, isOn) => put(isOn ? fresh?.() : undefined)}
      >
        {value !== undefined && <Keys {...props} />}
      </Options>
    );
  }
  const label = labelOf(at, path);
  const isList = type.startsWith('list of ');
  const choices = type.includes('|') ? type.replace('list of ', '').split(' | ') : [];
  if (choices.length === 0) return <Field {...{ place: at(path), label, title, isList }} />;
  if (!isList) {
    const usual = JSON.parse(row?.default ?? '[]') as string;
    return <Field {...{ place: at(path), label, title, choices: [usual, ...choices].flat() }} />;
  }
  const chosen = textsOf(value);
  return (
    <Options
      {...{ type: 'checkbox', name: 'checks', label, chosen }}
      options={choices.map((one) => [one, one])}
      onChange={(key, isOn) =>
        put(choices.filter((one) => (one === key ? isOn : chosen.includes(one))))
      }
    />
  );
}

function labelOf(at: KeyProps['at'], path: KeyPath): string {
  const [map, above, key] = [path.at(-3), path.at(-2), path.at(-1)];
  if (map === 'directors') {
    const [first] = Object.keys(at(path.slice(0, -2)).value ?? {});
    return `${t(above === first ? 'preferred' : 'other')}: ${above ?? ''}`;
  }
  return t(above === 'director' && key === 'targets' ? 'directorTargets' : (key as Word));
}

/** A list of maps. Where one has a mark, that is shown for its port. */
function Rows({ at, mode, path, shape }: KeyProps): JSX.Element {
  const { value, fresh } = at(path);
  const items: readonly unknown[] = Array.isArray(value) ? value : [];
  const key = path.at(-1) as 'services' | 'realServers';
  const label = t(key);
  return (
    <fieldset>
      <legend>{label}</legend>
      {items.map((item, index) => (
        <div class="row" key={index} role="group" aria-label={`${label} ${index + 1}`}>
          {Object.keys(shape).map((one) => {
            const name = one === 'port' && under(item, 'mark') !== undefined ? 'mark' : one;
            return <Key {...{ key: name, at, mode, shape: {}, path: [...path, index, name] }} />;
          })}
          <button
            aria-label={`${t('remove')}: ${label} ${index + 1}`}
            onClick={() => at([...path, index]).put(undefined)}
          >
            ×
          </button>
        </div>
      ))}
      <button onClick={() => at([...path, items.length]).put(fresh?.())}>{t(`add-${key}`)}</button>
    </fieldset>
  );
}
