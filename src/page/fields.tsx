import type { ComponentChildren, JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { KeyPath } from '../model/problem.ts';

/** A part of the config, as its fields see it. */
export interface Part {
  readonly read: (...path: KeyPath) => unknown;
  /** Takes the key away where the value is undefined. */
  readonly write: (path: KeyPath, value: unknown) => void;
  /** What is wrong with what stands at a path. */
  readonly faultOf: (path: KeyPath) => string | undefined;
}

interface FieldProps {
  readonly part: Part;
  readonly path: KeyPath;
  readonly label: string;
}

/** A value as its field shows it. */
const shown = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

function Labelled(
  props: FieldProps & { children: (attributes: object) => JSX.Element },
): JSX.Element {
  const { part, path, label, children } = props;
  const id = `field-${path.join('-')}`;
  const fault = part.faultOf(path);
  const marks = { 'aria-invalid': true, 'aria-describedby': `${id}-fault`, title: fault };
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children({ id, ...(fault !== undefined && marks) })}
      {fault !== undefined && (
        <p id={`${id}-fault`} class="fault">
          {fault}
        </p>
      )}
    </div>
  );
}

/** A text or a number on one line. */
export function Text(props: FieldProps): JSX.Element {
  const { part, path } = props;
  const write = (text: string): void => {
    const value = /^(0|[1-9]\d{0,14})$/.test(text) ? Number(text) : text;
    part.write(path, text === '' ? undefined : value);
  };
  return (
    <Labelled {...props}>
      {(attributes) => (
        <input
          {...attributes}
          value={shown(part.read(...path))}
          autocomplete="off"
          spellcheck={false}
          onInput={({ currentTarget }) => write(currentTarget.value)}
        />
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
  const text = itemsIn(draft).join() === items.join() ? draft : items.join('\n');
  return (
    <Labelled {...props}>
      {(attributes) => (
        <textarea
          {...attributes}
          rows={Math.min(6, Math.max(2, items.length))}
          spellcheck={false}
          value={text}
          onInput={({ currentTarget }) => {
            setDraft(currentTarget.value);
            part.write(path, itemsIn(currentTarget.value));
          }}
        />
      )}
    </Labelled>
  );
}

/** One of several words. What the config has in another way is shown, too. */
export function Choice(
  props: FieldProps & { readonly choices: readonly string[]; readonly preset: string },
): JSX.Element {
  const { part, path, choices, preset } = props;
  const value = shown(part.read(...path));
  return (
    <Labelled {...props}>
      {(attributes) => (
        <select
          {...attributes}
          value={value === '' ? preset : value}
          onChange={({ currentTarget }) => part.write(path, currentTarget.value)}
        >
          {[...new Set([...choices, value])]
            .filter((choice) => choice !== '')
            .map((choice) => (
              <option key={choice}>{choice}</option>
            ))}
        </select>
      )}
    </Labelled>
  );
}

/** Some of several words. */
export function Checks(props: FieldProps & { readonly choices: readonly string[] }): JSX.Element {
  const { part, path, label, choices } = props;
  const value = part.read(...path);
  const chosen = Array.isArray(value) ? value.map(shown) : [];
  return (
    <fieldset class="checks">
      <legend>{label}</legend>
      {choices.map((choice) => (
        <Check
          key={choice}
          label={choice}
          checked={chosen.includes(choice)}
          onChange={(isOn) => {
            const wanted = isOn ? [...chosen, choice] : chosen.filter((one) => one !== choice);
            part.write(
              path,
              choices.filter((one) => wanted.includes(one)),
            );
          }}
        />
      ))}
    </fieldset>
  );
}

interface CheckProps {
  readonly label: ComponentChildren;
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
        type={name === undefined ? 'checkbox' : 'radio'}
        {...(name !== undefined && { name })}
        checked={checked}
        onChange={({ currentTarget }) => onChange(currentTarget.checked)}
      />
      <span>{label}</span>
    </label>
  );
}
