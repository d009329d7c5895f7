import { LvsgenError } from '../base/diagnostic.ts';
import { addVip, clusterOf, type Draft } from './cluster.ts';
import { writeConfig } from './document.ts';
import { type ImportedFile, isHeld, offered, type Part, partOf, placeText } from './part.ts';

/**
 * Makes one config of scripts and what comes with them.
 *
 * @returns it in YAML, with comments for what was guessed, is to be filled in, or was not taken over
 * @throws LvsgenError when there is nothing in the files that a config could say
 */
export function importConfig(files: readonly ImportedFile[]): string {
  const drafts = draftsOf(files.map(partOf));
  if (drafts.length === 0) {
    throw LvsgenError.of(
      'nothing in these files puts a VIP on an interface, or has a service of IPVS',
      'name the script of a real server or of a director, also where a unit runs it',
    );
  }
  const clusters: Record<string, unknown> = {};
  for (const draft of drafts) {
    const name = nameOf([...draft.holders, ...draft.directors]);
    const free = [name, ...drafts.map((_, index) => `${name}-${index + 2}`)];
    clusters[free.find((one) => !(one in clusters)) ?? ''] = clusterOf(draft);
  }
  return writeConfig(clusters);
}

/** Words in the names of files that say no more than that they are of LVS. */
const ofLvs =
  /^(lvs\w*|ip_?vs|ipvsadm|dr|tun|nat|rs\d*|ds|real|servers?|realservers?|directors?|lb\d*|keepalived)$/;
const plain = /^(|master|slave|backup|vip|lo|init|start|el\d+|centos\d*|rhel\d*|conf|save|\d+)$/;

/** The name of a cluster, after that of a file: `mail` of `lvs-mail.sh`. */
function nameOf(parts: readonly Part[]): string {
  for (const part of parts) {
    const [base = ''] = baseOf(part).split('.');
    const words = base.toLowerCase().split(/[^a-z0-9]+/);
    const own = words.filter((word) => !ofLvs.test(word) && !plain.test(word)).join('-');
    if (words.some((word) => ofLvs.test(word)) && /^[a-z]/.test(own)) return own;
  }
  return 'web';
}

const baseOf = ({ understood }: Part): string => understood.file.split('/').at(-1) ?? '';

/** Joins what the files have: where VIPs agree, a director's and those of its real servers are one cluster. */
function draftsOf(parts: readonly Part[]): readonly Draft[] {
  const drafts: Draft[] = [];
  for (const part of parts) for (const service of part.services) addService(drafts, part, service);
  for (const part of parts) {
    const isDirector = part.services.length > 0;
    const held = part.vips.filter(isHeld);
    // A director of VS/TUN may have its VIP on tunl0.
    if (held.length > 0 && !(isDirector && held.length === part.vips.length)) {
      addHolder(drafts, part, held);
    } else if (part.gateway !== undefined && !isDirector) {
      draftFor(drafts, { mode: 'nat' }, ({ mode }) => mode === 'nat').holders.add(part);
    }
  }
  for (const part of parts) addRest(drafts, part);
  return drafts;
}

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
function addService(drafts: Draft[], part: Part, service: Draft['services'][number]): void {
  const { name, address, place, servers } = service;
  const farm = farmOf(service);
  const mode = servers[0]?.mode ?? 'dr';
  const draft = draftFor(drafts, { mode, farm }, (one) => one.farm === farm);
  draft.directors.add(part);
  if (!draft.services.some((one) => one.name === name)) draft.services.push(service);
  for (const one of address ? [address] : offered(part)) addVip(draft, { ...one, place });
}

/** The same text for the same real servers. The order in which they are listed means nothing. */
function farmOf({ name, port: usual, servers }: Draft['services'][number]): string {
  const texts = servers.map(({ address, mode, weight, port }) =>
    JSON.stringify([address.text, mode, weight, mode === 'nat' && port !== usual && port]),
  );
  return servers.length === 0 ? name : texts.toSorted().join();
}

function addHolder(drafts: Draft[], part: Part, held: Part['vips']): void {
  const mode = held[0]?.device === 'tunl0' ? 'tun' : 'dr';
  const possible = drafts.filter((draft) => draft.mode !== 'nat');
  const meant = possible.filter(({ vips }) => held.some(({ text }) => vips.has(text)));
  const [only] = possible;
  const isUnknown = held.every(({ unknown }) => unknown !== undefined);
  if (meant.length === 0 && possible.length === 1 && only && isUnknown) {
    const known = [...only.vips.keys()].join(', ');
    for (const { text, place } of held)
      part.rest.add(`a guess: ${placeText(place)}: ${text} is taken to be ${known}`);
    only.holders.add(part);
    return;
  }
  const first = draftFor(drafts, { mode }, (draft) => draft === meant[0]);
  for (const draft of [first, ...meant]) draft.holders.add(part);
  for (const vip of held) {
    if (!meant.some(({ vips }) => vips.has(vip.text))) addVip(first, vip);
  }
}

/** Settings are for whatever is on their host, and a unit is for the script that it runs. */
function addRest(drafts: readonly Draft[], part: Part): void {
  const { kind } = part.understood;
  const runs = (other: Part): boolean => kind === 'unit' && part.text.includes(`/${baseOf(other)}`);
  for (const { holders, directors } of drafts) {
    if (kind === 'sysctl' || [...holders].some(runs)) holders.add(part);
    if ((kind === 'sysctl' && directors.size > 0) || [...directors].some(runs)) directors.add(part);
  }
  // An address of a director that no service is on is the gateway of the real servers in VS/NAT.
  const own = drafts.filter(({ directors }) => directors.has(part));
  if (own.length === 0 || own.some(({ mode }) => mode === 'nat')) return;
  for (const { text, place } of offered(part)) {
    if (!own.some(({ vips }) => vips.has(text)))
      part.rest.add(`not taken over: ${placeText(place)}: ${text} (no service is on it)`);
  }
}
