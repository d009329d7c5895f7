import type { Word } from '../audit/effect.ts';
import type { IpvsServer } from '../audit/ipvsadm.ts';
import type { Mode } from '../model/schema-values.ts';
import { type Found, type FoundService, type Part, placeText, textOf } from './part.ts';

/** A cluster as the files have it: one farm of real servers, and all that is said of it. */
export interface Draft {
  readonly mode: Mode;
  /** Its real servers, if they are known. */
  readonly farm?: string;
  /** By their texts, from the first place that has each. */
  readonly vips: Map<string, Found<Word>>;
  /** The files of its real servers, and those of its directors. */
  readonly holders: Set<Part>;
  readonly directors: Set<Part>;
  readonly services: FoundService[];
  gateway?: Found<Word>;
}

/** What is on an interface of a real server, and what is on one of a director. */
const isHeld = ({ value }: Part['vips'][number]): boolean =>
  /^(lo|dummy\d*|tunl0)$/.test(value.device);
export const offered = ({ vips }: Part): Part['vips'] => vips.filter((one) => !isHeld(one));

/** Joins what the files have: where VIPs agree, a director's and those of its real servers are one cluster. */
export function draftsOf(parts: readonly Part[]): readonly Draft[] {
  const drafts: Draft[] = [];
  for (const part of parts) for (const service of part.services) addService(drafts, part, service);
  for (const part of parts) addLeftOver(drafts, part);
  for (const part of parts) {
    const isDirector = part.services.length > 0;
    const held = part.vips.filter(isHeld);
    // A director of VS/TUN may have its VIP on tunl0.
    if (held.length > 0 && !(isDirector && held.length === part.vips.length)) {
      addHolder(drafts, part, held);
    } else if (part.gateway !== undefined && !isDirector) {
      const draft = draftFor(drafts, { mode: 'nat' }, ({ mode }) => mode === 'nat');
      draft.holders.add(part);
      draft.gateway = part.gateway;
    }
  }
  // Settings are for whatever is on their host, and a unit is for the script that it runs.
  for (const part of parts) {
    const { kind } = part.understood;
    const runs = (other: Part): boolean =>
      kind === 'unit' && part.text.includes(`/${baseOf(other)}`);
    for (const { holders, directors } of drafts) {
      if (kind === 'sysctl' || [...holders].some(runs)) holders.add(part);
      if ((kind === 'sysctl' && directors.size > 0) || [...directors].some(runs))
        directors.add(part);
    }
  }
  return drafts;
}

const baseOf = ({ understood }: Part): string => understood.file.split('/').at(-1) ?? '';

/** The draft that is meant, or a new one. */
function draftFor(
  drafts: Draft[],
  kind: Pick<Draft, 'mode' | 'farm'>,
  isMeant: (draft: Draft) => boolean,
): Draft {
  const known = drafts.find(isMeant);
  if (known !== undefined) return known;
  const [holders, directors] = [new Set<Part>(), new Set<Part>()];
  const draft: Draft = { ...kind, vips: new Map(), holders, directors, services: [] };
  drafts.push(draft);
  return draft;
}

/** A cluster has one list of real servers: a service that has others is another cluster's. */
function addService(drafts: Draft[], part: Part, service: FoundService): void {
  const farm = farmOf(service);
  const mode = service.servers[0]?.value.mode ?? 'dr';
  const draft = draftFor(drafts, { mode, farm }, (one) => one.farm === farm);
  draft.directors.add(part);
  const { name, address } = service.value;
  if (!draft.services.some(({ value }) => value.name === name)) draft.services.push(service);
  const on = address === undefined ? offered(part).map(({ value }) => value.address) : [address];
  for (const value of on) addVip(draft, { value, place: service.place });
}

/** An address of a director that no service is on. In VS/NAT it is the gateway of the real servers. */
function addLeftOver(drafts: readonly Draft[], part: Part): void {
  const own = drafts.filter(({ directors }) => directors.has(part));
  if (own.length === 0 || own.some(({ mode }) => mode === 'nat')) return;
  for (const { value, place } of offered(part)) {
    const address = textOf(value.address);
    if (own.some(({ vips }) => vips.has(address))) continue;
    part.rest.push(`not taken over: ${placeText(place)}: ${address} (no service is on it)`);
  }
}

/** The same text for the same real servers. The order in which they are listed means nothing. */
function farmOf({ value: service, servers }: FoundService): string {
  const one = ({ value: { address, mode, weight, port } }: Found<IpvsServer>): string =>
    JSON.stringify([
      textOf(address),
      mode,
      weight,
      mode === 'nat' && port !== service.port && port,
    ]);
  return servers.length === 0 ? service.name : servers.map(one).toSorted().join();
}

function addHolder(drafts: Draft[], part: Part, held: Part['vips']): void {
  const mode = held[0]?.value.device === 'tunl0' ? 'tun' : 'dr';
  const possible = drafts.filter((draft) => draft.mode !== 'nat');
  const of = ({ value, place }: Part['vips'][number]): Found<Word> => ({
    value: value.address,
    place,
  });
  const vips = held.map(of);
  const meant = possible.filter((draft) => vips.some(({ value }) => draft.vips.has(textOf(value))));
  const [only] = possible;
  if (meant.length === 0 && possible.length === 1 && only && vips.every(isUnknown)) {
    const known = [...only.vips.keys()].join(', ');
    for (const { value, place } of vips)
      part.rest.push(`a guess: ${placeText(place)}: ${textOf(value)} is taken to be ${known}`);
    only.holders.add(part);
    return;
  }
  const first = draftFor(drafts, { mode }, (draft) => draft === meant[0]);
  for (const draft of [first, ...meant]) draft.holders.add(part);
  for (const vip of vips) {
    if (!meant.some((draft) => draft.vips.has(textOf(vip.value)))) addVip(first, vip);
  }
}

const isUnknown = ({ value }: Found<Word>): boolean => value.unknown !== undefined;

function addVip({ vips }: Draft, vip: Found<Word>): void {
  if (!vips.has(textOf(vip.value))) vips.set(textOf(vip.value), vip);
}
