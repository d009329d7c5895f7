import type { Place, Word } from '../audit/effect.ts';
import type { IpvsServer } from '../audit/ipvsadm.ts';
import type { Mode } from '../model/schema-values.ts';
import { type Found, type FoundService, type Part, placeText, textOf } from './part.ts';

/** A cluster as the files have it: one farm of real servers, and all that is said of it. */
export interface Draft {
  readonly mode: Mode;
  /** By their texts, from the first place that has each. */
  readonly vips: Map<string, Found<Word>>;
  /** The files of its real servers, and those of its directors. */
  readonly holders: Part[];
  readonly directors: Part[];
  readonly services: FoundService[];
  gateway?: Found<Word>;
}

/** Interfaces on which real servers hold VIPs. */
export const holds = (device: string): boolean => /^(lo|dummy\d*|tunl0)$/.test(device);

/** Joins what the files have: where VIPs agree, a director's and those of its real servers are one cluster. */
export function draftsOf(parts: readonly Part[]): readonly Draft[] {
  const drafts: Draft[] = [];
  for (const part of parts) if (part.services.length > 0) addDirector(drafts, part);
  for (const part of parts) {
    const isDirector = part.services.length > 0;
    const held = part.vips.filter(({ value }) => holds(value.device));
    // A director of VS/TUN may have its VIP on tunl0.
    if (held.length > 0 && !(isDirector && held.length === part.vips.length)) {
      addHolder(drafts, part, held);
    } else if (part.gateway !== undefined && !isDirector) {
      addGateway(drafts, part, part.gateway);
    }
  }
  // Settings are for whatever is on their host.
  const settings = parts.filter(({ understood }) => understood.kind === 'sysctl');
  for (const { holders, directors } of drafts) {
    holders.unshift(...settings);
    if (directors.length > 0) directors.unshift(...settings);
  }
  return drafts;
}

/** A cluster has one list of real servers: services that have others are another cluster's. */
function addDirector(drafts: Draft[], part: Part): void {
  for (const service of part.services) {
    const mode = service.servers[0]?.value.mode ?? 'dr';
    const farm = farmOf(service);
    let draft = drafts.find((one) => one.services.some((other) => farmOf(other) === farm));
    draft ??= emptyDraft(mode);
    if (!drafts.includes(draft)) drafts.push(draft);
    if (!draft.directors.includes(part)) draft.directors.push(part);
    const isNew = !draft.services.some(({ value }) => value.name === service.value.name);
    if (isNew) draft.services.push(service);
    const own = service.value.address;
    const addresses = own ? [own] : offered(part).map(({ value }) => value.address);
    for (const address of addresses) addVip(draft, address, service.place);
  }
}

/** The VIPs that a director puts on an interface. */
export const offered = (part: Part): Part['vips'] =>
  part.vips.filter(({ value }) => !holds(value.device));

/** The same text for the same real servers. The order in which they are listed means nothing. */
function farmOf({ value: service, servers }: FoundService): string {
  const one = ({ value }: Found<IpvsServer>): string => {
    const port = value.mode === 'nat' && value.port !== service.port ? value.port : 'same';
    return JSON.stringify([textOf(value.address), value.mode, value.weight, port]);
  };
  return servers.length === 0 ? service.name : servers.map(one).toSorted().join();
}

const emptyDraft = (mode: Mode): Draft => ({
  ...{ mode, vips: new Map(), holders: [], directors: [], services: [] },
});

function addHolder(drafts: Draft[], part: Part, held: Part['vips']): void {
  const mode = held[0]?.value.device === 'tunl0' ? 'tun' : 'dr';
  const texts = held.map(({ value }) => textOf(value.address));
  const possible = drafts.filter((draft) => draft.mode !== 'nat');
  const same = possible.filter((draft) => texts.some((text) => draft.vips.has(text)));
  const [only, ...others] = possible;
  if (same.length === 0 && only !== undefined && others.length === 0 && held.every(isUnknown)) {
    const what = held
      .map(({ place }, index) => `${placeText(place)}: ${texts[index] ?? ''}`)
      .join(', ');
    part.rest.push(`a guess: ${what} is taken to be ${[...only.vips.keys()].join(', ')}`);
    only.holders.push(part);
    return;
  }
  const [first = emptyDraft(mode)] = same;
  if (same.length === 0) drafts.push(first);
  for (const draft of same.length === 0 ? [first] : same) draft.holders.push(part);
  for (const { value, place } of held) {
    const text = textOf(value.address);
    if (!same.some((draft) => draft.vips.has(text))) addVip(first, value.address, place);
  }
}

const isUnknown = ({ value }: Part['vips'][number]): boolean => 'unknown' in value.address;

function addGateway(drafts: Draft[], part: Part, gateway: Found<Word>): void {
  let draft = drafts.find((one) => one.mode === 'nat');
  draft ??= emptyDraft('nat');
  if (!drafts.includes(draft)) drafts.push(draft);
  draft.holders.push(part);
  draft.gateway = gateway;
}

function addVip({ vips }: Draft, value: Word, place: Place): void {
  const text = textOf(value);
  if (!vips.has(text)) vips.set(text, { value, place });
}
