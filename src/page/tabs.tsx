import type { ComponentChildren, JSX } from 'preact';

interface TabsProps {
  readonly id: string;
  readonly label: string;
  /** By what each is chosen, and what it is called. */
  readonly names: readonly (readonly [key: string, name: ComponentChildren])[];
  readonly chosen: string;
  readonly onChoose: (key: string) => void;
  readonly vertical?: boolean;
  /** The panel of the chosen one. */
  readonly children: ComponentChildren;
}

/** Tabs as the ARIA Authoring Practices have them: one stop of the Tab key, and arrows from one to the next. */
export function Tabs(props: TabsProps): JSX.Element {
  const { id, label, names, chosen, onChoose, vertical = false, children } = props;
  const steps: Readonly<Record<string, number>> = vertical
    ? { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity }
    : { ArrowRight: 1, ArrowLeft: -1, Home: -Infinity, End: Infinity };
  const move = (event: KeyboardEvent): void => {
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const at = names.findIndex(([key]) => key === chosen);
    const next = Math.min(names.length - 1, Math.max(0, at + step));
    const tab = names[next];
    if (tab === undefined) return;
    onChoose(tab[0]);
    document.getElementById(`${id}-${next}`)?.focus();
  };
  return (
    <div class={vertical ? 'tabs vertical' : 'tabs'}>
      <div
        role="tablist"
        aria-label={label}
        aria-orientation={vertical ? 'vertical' : 'horizontal'}
        onKeyDown={move}
      >
        {names.map(([key, name], index) => (
          <button
            {...{ key, type: 'button', role: 'tab', id: `${id}-${index}` }}
            aria-selected={key === chosen}
            aria-controls={`${id}-panel`}
            tabIndex={key === chosen ? 0 : -1}
            onClick={() => onChoose(key)}
          >
            {name}
          </button>
        ))}
      </div>
      <div
        id={`${id}-panel`}
        role="tabpanel"
        tabIndex={0}
        aria-labelledby={`${id}-${names.findIndex(([key]) => key === chosen)}`}
      >
        {children}
      </div>
    </div>
  );
}
