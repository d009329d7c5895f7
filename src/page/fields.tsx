import type { ComponentChildren, JSX } from 'preact';
import { useState } from 'preact/hooks';
import { under } from '../model/problem.ts';
import { t, type Word } from './words.ts';

/** A place in the config: what it says there, what is wrong with it, and how to change it. */
export interface Place {
  readonly id: string;
  readonly value: unknown;
  readonly fault?: string | undefined;
  /** Takes the key away where the value is undefined. */
  readonly put: (value: unknown) => void;
}

interface FieldProps {
  /** The place of a key of the cluster, such as `director.services.0.port`. */
  readonly at: (path: string) => Place;
  readonly path: string;
  /** By default, that of the key. */
  readonly label?: string;
  readonly choices?: readonly string[];
}

/** What the last key of a path is called. */
const nameOf = (path: string): string => t(path.replace(/.*\./, '') as Word);

/** What stands at a place as texts: those of a list, or one. */
const textsOf = (value: unknown): string[] =>
  [value].flat().flatMap((one) => (/string|number/.test(typeof one) ? `${one as number}` : []));

/** A text or a number, with what is wrong with it; with choices one of them, by default the first; or texts, one a line. */
export function Field(props: FieldProps & { readonly isList?: boolean }): JSX.Element {
  const { at, path, label = nameOf(path), choices = [], isList = false } = props;
  const { id, value, fault, put } = at(path);
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
    <div class="field">
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
          />
          <span>{title}</span>
        </label>
      ))}
      {children}
    </fieldset>
  );
}

/** Some of several words. */
export function Checks({ at, path, label = nameOf(path), choices = [] }: FieldProps): JSX.Element {
  const { value, put } = at(path);
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

interface RowsProps extends FieldProps {
  /** The words on the button that adds one, and what it adds. */
  readonly add: string;
  readonly fresh: object | undefined;
  /** The keys of one, with their choices. */
  readonly fields: Readonly<Record<string, readonly string[]>>;
}

/** A list of things with several fields each. Where one has a mark, that is shown for its port. */
export function Rows({ at, path, add, fresh, fields }: RowsProps): JSX.Element {
  const { value } = at(path);
  const label = nameOf(path);
  const items: readonly unknown[] = Array.isArray(value) ? value : [];
  return (
    <fieldset>
      <legend>{label}</legend>
      {items.map((item, index) => (
        <div class="row" key={index} role="group" aria-label={`${label} ${index + 1}`}>
          {Object.entries(fields).map(([name, choices]) => {
            const key = name === 'port' && under(item, 'mark') !== undefined ? 'mark' : name;
            return <Field {...{ key, at, path: `${path}.${index}.${key}`, choices }} />;
          })}
          <button
            aria-label={`${t('remove')}: ${label} ${index + 1}`}
            onClick={() => at(`${path}.${index}`).put(undefined)}
          >
            ×
          </button>
        </div>
      ))}
      <button onClick={() => at(`${path}.${items.length}`).put(fresh)}>{add}</button>
    </fieldset>
  );
}
