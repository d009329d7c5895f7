import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { isPlainMap } from '../model/problem.ts';
import type { KeyPath } from '../model/problem.ts';
import { useWords } from './words.ts';

/** A part of the config, as its fields see it. */
export interface Part {
  readonly read: (...path: KeyPath) => unknown;
  /** Takes the key away where the value is undefined. */
  readonly write: (path: KeyPath, value: unknown) => void;
  /** What is wrong with what stands at a path. */
  readonly faultOf: (path: KeyPath) => string | undefined;
}

/** Where a field stands in a part, and what it is called. */
export interface FieldProps {
  readonly part: Part;
  readonly path: KeyPath;
  readonly label: string;
}

/** A value as its field shows it. */
const shown = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

const idOf = ({ path }: FieldProps): string => `field-${path.join('-')}`;

/** What a field has, whatever it is: its label finds it, and what is wrong with its value is told with it. */
function attributesOf(props: FieldProps) {
  const id = idOf(props);
  const fault = props.part.faultOf(props.path);
  const marks = fault !== undefined && { 'aria-invalid': true, 'aria-describedby': `${id}-fault` };
  return { id, spellcheck: false, autocomplete: 'off', ...marks } as const;
}

/** A field with its label, and what is wrong with its value. */
function Labelled(props: FieldProps & { readonly children: JSX.Element }): JSX.Element {
  const id = idOf(props);
  const fault = props.part.faultOf(props.path);
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      {props.children}
      {fault !== undefined && (
        <p id={`${id}-fault`} class="fault">
          {fault}
        </p>
      )}
    </div>
  );
}

/** A text or a number; with choices, one of them, by default the first. */
export function Text(props: FieldProps & { readonly choices?: readonly string[] }): JSX.Element {
  const { part, path, choices } = props;
  const value = shown(part.read(...path));
  const write = (text: string): void => {
    const read = /^(0|[1-9]\d{0,14})$/.test(text) ? Number(text) : text;
    part.write(path, text === '' ? undefined : read);
  };
  return (
    <Labelled {...props}>
      {choices === undefined ? (
        <input
          {...{ ...attributesOf(props), value }}
          onInput={({ currentTarget }) => write(currentTarget.value)}
        />
      ) : (
        <select
          {...{ ...attributesOf(props), value: value === '' ? choices[0] : value }}
          onChange={({ currentTarget }) => write(currentTarget.value)}
        >
          {[...new Set([...choices, value])].filter(Boolean).map((choice) => (
            <option key={choice}>{choice}</option>
          ))}
        </select>
      )}
    </Labelled>
  );
}

/** Texts, one a line. */
export function Lines(props: FieldProps): JSX.Element {
  const { part, path } = props;
  const [draft, setDraft] = useState('');
  const read = part.read(...path);
  const items = Array.isArray(read) ? read.map(shown) : [];
  const itemsIn = (text: string): string[] => text.split(/[\s,]+/).filter((item) => item !== '');
  // What is being typed may end in a blank or a line break.
  const value = itemsIn(draft).join() === items.join() ? draft : items.join('\n');
  return (
    <Labelled {...props}>
      <textarea
        {...{ ...attributesOf(props), value, rows: Math.min(6, Math.max(2, items.length)) }}
        onInput={({ currentTarget }) => {
          setDraft(currentTarget.value);
          part.write(path, itemsIn(currentTarget.value));
        }}
      />
    </Labelled>
  );
}

interface CheckProps {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (isOn: boolean) => void;
  /** With it, one of several. */
  readonly name?: string;
}

/** A switch with its label. */
export function Check({ label, checked, onChange, name }: CheckProps): JSX.Element {
  return (
    <label class="check">
      <input
        {...(name === undefined ? { type: 'checkbox' } : { type: 'radio', name })}
        checked={checked}
        onChange={({ currentTarget }) => onChange(currentTarget.checked)}
      />
      <span>{label}</span>
    </label>
  );
}

/** Some of several words. */
export function Checks(props: FieldProps & { readonly choices: readonly string[] }): JSX.Element {
  const { part, path, label, choices } = props;
  const value = part.read(...path);
  const chosen: readonly unknown[] = Array.isArray(value) ? value : [];
  const chosenWith = (choice: string, isOn: boolean): string[] =>
    choices.filter((one) => (one === choice ? isOn : chosen.includes(one)));
  return (
    <fieldset class="checks">
      <legend>{label}</legend>
      {choices.map((choice) => (
        <Check
          key={choice}
          label={choice}
          checked={chosen.includes(choice)}
          onChange={(isOn) => part.write(path, chosenWith(choice, isOn))}
        />
      ))}
    </fieldset>
  );
}

interface RowsProps extends FieldProps {
  /** The words on the button that adds one, and what it adds. */
  readonly add: string;
  readonly fresh: object;
  /** The keys of one, with their labels and choices. */
  readonly fields: readonly (readonly [key: string, label: string, choices?: readonly string[]])[];
}

/** A list of things with several fields each. Where one has a mark, that is shown for its port. */
export function Rows({ part, path, label, add, fresh, fields }: RowsProps): JSX.Element {
  const t = useWords();
  const read = part.read(...path);
  const items: readonly unknown[] = Array.isArray(read) ? read : [];
  const hasMark = (item: unknown): boolean => isPlainMap(item) && 'mark' in item;
  return (
    <fieldset>
      <legend>{label}</legend>
      {items.map((item, index) => (
        <div class="row" key={index} role="group" aria-label={`${label} ${index + 1}`}>
          {fields.map(([name, words, choices]) => {
            const [key, title] =
              name === 'port' && hasMark(item) ? ['mark', t.mark] : [name, words];
            const at = { path: [...path, index, key], label: title };
            return <Text key={key} part={part} {...at} {...(choices && { choices })} />;
          })}
          <button
            type="button"
            aria-label={`${t.remove}: ${label} ${index + 1}`}
            onClick={() => part.write([...path, index], undefined)}
          >
            ×
          </button>
        </div>
      ))}
      <button type="button" onClick={() => part.write([...path, items.length], fresh)}>
        {add}
      </button>
    </fieldset>
  );
}
