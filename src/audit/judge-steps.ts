// Faults that show in what the actions do to the host, whatever the file is written in.
import type { Effect, Place, Step, Word } from './effect.ts';
import type { FaultKey } from './faults.ts';
import { readIpvsadm } from './ipvsadm.ts';

/** A fault at its place. */
export interface Finding {
  readonly key: FaultKey | 'cannot-tell';
  readonly place: Place;
  /** What it is about, more exactly than the fault says. */
  readonly it?: string;
}

type Does = Effect['does'];
type Did<Name extends Does> = Step & { readonly effect: Effect & { readonly does: Name } };
type Adds = Did<'add-address'>;

const only = <Name extends Does>(steps: readonly Step[], does: Name): readonly Did<Name>[] =>
  steps.filter((step): step is Did<Name> => step.effect.does === does);
const textOf = (word: Word): string => ('text' in word ? word.text : word.source);
const same = (left: Word, right: Word): boolean => textOf(left) === textOf(right);
/** Whether they may be the same, as far as is known. */
const maybeSame = (left: Word, right: Word): boolean =>
  same(left, right) || 'unknown' in left || 'unknown' in right;

/** A VIP stands where nobody on the LAN asks for it: so a real server has it. */
const isHidden = (device: string): boolean => /^(lo|tunl?\d*|ipip\d*|dummy\d*)$/.test(device);
const isTunnel = (device: string): boolean => /^(tunl?\d+|ipip\d*)$/.test(device);

/** The addresses that a real server puts up. */
export function vipsOf(steps: readonly Step[]): readonly Adds[] {
  return only(steps, 'add-address').filter(
    ({ effect: { device, address } }) => isHidden(device) && !/^(127\.|$)/.test(textOf(address)),
  );
}

interface Setting {
  readonly step: Did<'set'>;
  readonly device: string;
  readonly name: string;
  readonly value: Word;
}

/** The settings of interfaces that are written. */
function settingsOf(steps: readonly Step[]): readonly Setting[] {
  return only(steps, 'set').flatMap((step) => {
    const [, device, name] = /^net\/ipv[46]\/conf\/([^/]+)\/(\w+)$/.exec(step.effect.key) ?? [];
    if (device === undefined || name === undefined) return [];
    return [{ step, device, name, value: step.effect.value }];
  });
}

/** Requests come in there. A pattern stands for all; of what is not known the best is thought. */
const isAsked = (device: string): boolean =>
  /^(all|.*[*$].*|(eth|en|em|bond|br|ib|wlan|ven|ens|team|vlan|p\d).*)$/.test(device);
const isOn = ({ value }: Setting): boolean => !('text' in value) || /^[1238]$/.test(value.text);

/** Every fault in what the actions do, each once at a place. */
export function judgeSteps(actions: ReadonlyMap<string, readonly Step[]>): readonly Finding[] {
  const findings = [...actions].flatMap(([name, steps]) => [
    ...judgeSettings(steps),
    ...judgeStart(steps),
    ...(/^(re|re-)?(start|load)|reload$/.test(name) ? [] : judgeStop(steps)),
    ...judgeOthers(steps),
  ]);
  const starts =
    actions.get('start') ?? actions.get('up') ?? actions.get('add') ?? actions.get('on');
  const stops =
    actions.get('stop') ?? actions.get('down') ?? actions.get('del') ?? actions.get('off');
  return [...findings, ...(starts && stops && stops.length > 0 ? judgeLeft(starts, stops) : [])];
}

/** Which interfaces the settings are for. */
function judgeSettings(steps: readonly Step[]): readonly Finding[] {
  if (only(steps, 'ipvsadm').length > 0 && vipsOf(steps).length === 0) return [];
  const on = settingsOf(steps).filter(isOn);
  const near = on.filter(
    ({ name }) =>
      name.startsWith('ar') && !/^arp_(accept|filter|notify|ignore|announce)$/.test(name),
  );
  const needed = ['arp_ignore', 'arp_announce'].map((wanted) =>
    on.filter(({ name }) => name === wanted),
  );
  const missing = needed.filter((list) => !list.some(({ device }) => isAsked(device)));
  const [first] = needed.flat();
  if (missing.length === 0) return [];
  if (near[0] !== undefined)
    return near.map(({ step }) => ({
      key: 'wrong-arp-key',
      place: step.place,
      it: step.effect.key,
    }));
  if (first === undefined) return [];
  const arp = needed.flat();
  if (missing.length === 2 && arp.every(({ device }) => isHidden(device)))
    return [{ key: 'only-lo-arp', place: first.step.place }];
  return missing.flatMap((list) => {
    const wrong = list.filter(({ device }) => device !== 'lo').at(-1) ?? list.at(-1);
    return wrong === undefined
      ? []
      : [{ key: 'wrong-arp-key' as const, place: wrong.step.place, it: wrong.step.effect.key }];
  });
}

/** The order of what puts a VIP up. */
function judgeStart(steps: readonly Step[]): readonly Finding[] {
  const findings: Finding[] = [];
  const vips = vipsOf(steps);
  const ignores = settingsOf(steps).filter((one) => one.name === 'arp_ignore' && isOn(one));
  // Where no setting does anything, another fault says so: here the order counts.
  const real = ignores.filter(({ device }) => isAsked(device));
  const silencing: readonly Step[] = [
    ...(real.length > 0 ? real : ignores).map(({ step }) => step),
    ...only(steps, 'silence-by-arptables'),
    ...only(steps, 'load-settings').filter(
      ({ effect: { file } }) => file !== undefined && textOf(file) !== '/dev/null',
    ),
  ];
  const at = Math.min(...silencing.map((step) => steps.indexOf(step)));
  for (const step of vips) {
    const { address, device, prefix } = step.effect;
    const it = `the VIP ${textOf(address)}`;
    if (silencing.length === 0 || steps.indexOf(step) < at)
      findings.push({ key: 'vip-before-suppression', place: step.place, it });
    const bits = textOf(address).includes(':') ? 128 : 32;
    if (prefix !== undefined && prefix !== bits)
      findings.push({ key: 'netmask-not-32', place: step.place, it: `${it}/${prefix}` });
    if (isTunnel(device) && !isLoose(device, steps))
      findings.push({
        key: 'tunl0-rp_filter-missing',
        place: step.place,
        it: `rp_filter of ${device}`,
      });
  }
  for (const load of only(steps, 'load-settings')) {
    if (load.effect.file !== undefined && textOf(load.effect.file) !== '/etc/sysctl.conf') continue;
    const before = only(steps.slice(0, steps.indexOf(load)), 'set');
    // What the loaded file is known to say stands at the same place.
    const again = only(steps.slice(steps.indexOf(load)), 'set').map(({ effect }) => effect.key);
    const undone = before.some(
      ({ effect: { key, value } }) =>
        textOf(value) !== '0' && key.startsWith('net/') && !again.includes(key),
    );
    if (undone) findings.push({ key: 'sysctl-p-after', place: load.place });
  }
  return findings;
}

/** Whether what is unpacked there passes: the greater of all and the interface counts, and 2 is loose. */
function isLoose(device: string, steps: readonly Step[]): boolean {
  const filters = settingsOf(steps).filter(({ name }) => name === 'rp_filter');
  const value = (of: string): string | undefined => {
    const found = filters.filter((one) => one.device === of || /[*$]/.test(one.device)).at(-1);
    return found && ('text' in found.value ? found.value.text : '2');
  };
  const [all, own] = [value('all'), value(device)];
  return all === '2' || own === '2' || (all === '0' && own === '0');
}

/** What an action that takes things away does wrong by itself. */
function judgeStop(steps: readonly Step[]): readonly Finding[] {
  const zeroed = settingsOf(steps).filter(
    ({ name, value }) => /^arp_(ignore|announce)$/.test(name) && textOf(value) === '0',
  );
  const lifted = zeroed.find(({ name, device }) => name === 'arp_ignore' && isAsked(device));
  const removed = only(steps, 'delete-address').filter(({ effect: { device } }) =>
    isHidden(device),
  );
  const last = Math.max(-1, ...removed.map((step) => steps.indexOf(step)));
  return [
    ...zeroed
      .slice(0, 1)
      .map(({ step }) => ({ key: 'stop-zeroes-settings' as const, place: step.place })),
    ...(lifted && steps.indexOf(lifted.step) < last
      ? [{ key: 'suppression-lifted-first' as const, place: lifted.step.place }]
      : []),
  ];
}

/** What is wrong wherever it is done. */
function judgeOthers(steps: readonly Step[]): readonly Finding[] {
  return steps.flatMap(({ effect, place }, index): readonly Finding[] => {
    if (effect.does === 'ipvsadm') return judgeIpvsadm(effect.words, place);
    const key = faultOf(effect, steps.slice(index));
    if (key === undefined) return [];
    const it = effect.does === 'add-address' ? { it: `the VIP ${textOf(effect.address)}` } : {};
    return [{ key, place, ...it }];
  });
}

function faultOf(effect: Effect, after: readonly Step[]): FaultKey | undefined {
  if (effect.does === 'link-down' && effect.device === 'lo') {
    const isUp = after.some(({ effect: one }) => one.does === 'link-up' && one.device === 'lo');
    return isUp ? 'lo-down-up' : 'lo-taken-down';
  }
  if (effect.does === 'delete-address' && effect.device === 'lo')
    return effect.address === undefined && effect.label === undefined ? 'lo-taken-down' : undefined;
  if (effect.does === 'flush-firewall') return 'iptables-F';
  if (effect.does === 'unload-module' && effect.module === 'ipip') return 'modprobe-r';
  if (effect.does === 'set' && effect.key === 'net/ipv4/ip_forward')
    return textOf(effect.value) === '0' ? 'ip_forward-zeroed' : undefined;
  return effect.does === 'add-address' && isPlaceholder(effect.address) ? 'placeholder' : undefined;
}

function judgeIpvsadm(words: readonly Word[], place: Place): readonly Finding[] {
  const call = readIpvsadm(words);
  if (call.does === 'clear') return [{ key: 'ipvsadm-C', place }];
  if (call.does === 'fail') return [{ key: 'dead-director', place, it: `ipvsadm (${call.why})` }];
  if (!('service' in call) || call.service.address === undefined) return [];
  return isPlaceholder(call.service.address)
    ? [{ key: 'placeholder', place, it: `the VIP ${textOf(call.service.address)}` }]
    : [];
}

/** A word that somebody has to put an address for: what is only mistyped is none. */
function isPlaceholder(address: Word): boolean {
  return 'text' in address && /[^0-9a-f:./\s]/i.test(address.text);
}

/** What stop leaves of what start has made. */
function judgeLeft(starts: readonly Step[], stops: readonly Step[]): readonly Finding[] {
  const findings: Finding[] = [];
  const deletes = only(stops, 'delete-address');
  const downs = stops.flatMap(({ effect }) => (effect.does === 'link-down' ? [effect.device] : []));
  const unloads = stops.some(
    ({ effect }) => effect.does === 'unload-module' && effect.module === 'ipip',
  );
  for (const { effect, place } of vipsOf(starts)) {
    const gone = deletes.some(
      ({ effect: one }) =>
        one.device === effect.device &&
        (one.address === undefined || maybeSame(one.address, effect.address)) &&
        (one.address !== undefined || one.label === undefined || one.label === effect.label),
    );
    if (gone || (unloads && isTunnel(effect.device))) continue;
    const near = stops.find(
      ({ effect: one }) =>
        (one.does === 'delete-address' || one.does === 'link-down') && isHidden(one.device),
    );
    findings.push({
      key: 'vip-left',
      place: near?.place ?? place,
      it: `the VIP ${textOf(effect.address)}`,
    });
    break;
  }
  for (const { effect, place, program } of only(starts, 'add-route')) {
    const { to, device = '', label } = effect;
    const isHost = isHidden(device) && !textOf(to).includes('/') && textOf(to) !== 'default';
    // A route of an alias has the address of the alias as its source, and goes with it.
    if (!isHost || (program === 'route' && label !== undefined) || downs.includes(device)) continue;
    if (only(stops, 'delete-route').some(({ effect: one }) => maybeSame(one.to, to))) continue;
    findings.push({ key: 'host-route-left', place });
  }
  return findings;
}
