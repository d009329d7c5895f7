// What is asked of the steps of an action.
import type { Effect, Place, Step, Word } from './effect.ts';
import type { FaultKey } from './faults.ts';

/** A fault at its place. */
export interface Finding {
  readonly key: FaultKey | 'cannot-tell' | 'no-stop';
  readonly place: Place;
  /** What it is about, more exactly than the fault says. */
  readonly it?: string | undefined;
}

/** A finding. */
export const fault = (key: Finding['key'], place: Place, it?: string): Finding => ({
  key,
  place,
  it,
});

interface Placed {
  readonly place: Place;
}

/** Which of two stands first. */
export const byPlace = ({ place: one }: Placed, { place: other }: Placed): number =>
  one.line - other.line || one.column - other.column;

type Does = Effect['does'];
type Did<Name extends Does> = Step & { readonly effect: Effect & { readonly does: Name } };
type Adds = Did<'add-address'>;

export const only = <Name extends Does>(steps: readonly Step[], does: Name): readonly Did<Name>[] =>
  steps.filter((step): step is Did<Name> => step.effect.does === does);
/** Whether they may be the same, as far as is known. */
export const maybeSame = (left: Word, right: Word): boolean =>
  left.text === right.text || left.unknown !== undefined || right.unknown !== undefined;

/** A VIP stands where nobody on the LAN asks for it: so a real server has it. */
export const isHidden = (device: string): boolean =>
  /^(lo|tunl?\d*|ipip\d*|dummy\d*)$/.test(device);
export const isTunnel = (device: string): boolean => /^(tunl?\d+|ipip\d*)$/.test(device);

/** The addresses that a real server puts up. */
export function vipsOf(steps: readonly Step[]): readonly Adds[] {
  return only(steps, 'add-address').filter(
    ({ effect: { device, address } }) => isHidden(device) && !/^(127\.|255\.|$)/.test(address.text),
  );
}

/** A setting of an interface that is written. */
export interface Setting {
  readonly step: Did<'set'>;
  readonly device: string;
  readonly name: string;
  readonly value: Word;
}

/** The settings of interfaces that are written. */
export function settingsOf(steps: readonly Step[]): readonly Setting[] {
  return only(steps, 'set').flatMap((step) => {
    const [, device, name] = /^net\/ipv[46]\/conf\/([^/]+)\/(\w+)$/.exec(step.effect.key) ?? [];
    if (device === undefined || name === undefined) return [];
    return [{ step, device, name, value: step.effect.value }];
  });
}

/** Requests come in there. A pattern stands for all; of what is not known the best is thought. */
export const isAsked = (device: string): boolean =>
  /^(all|.*[*$].*|(eth|en|em|bond|br|ib|wlan|ven|ens|team|vlan|p\d).*)$/.test(device);
export const isOn = ({ value }: Setting): boolean =>
  value.unknown !== undefined || /^[1238]$/.test(value.text);
