// Faults that show in what the actions do to the host, whatever the file is written in.
import type { Effect, Place, Step, Word } from './effect.ts';
import type { FaultKey } from './faults.ts';
import { readIpvsadm } from './ipvsadm.ts';
import { judgeSettings, judgeStart } from './judge-start.ts';
import {
  type Finding,
  isAsked,
  isHidden,
  isTunnel,
  maybeSame,
  only,
  settingsOf,
  textOf,
  vipsOf,
} from './steps.ts';

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
    const it = effect.does === 'add-address' ? { it: textOf(effect.address) } : {};
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
  if (call.does === 'fail') return [{ key: 'dead-director', place, it: call.why }];
  if (!('service' in call) || call.service.address === undefined) return [];
  return isPlaceholder(call.service.address)
    ? [{ key: 'placeholder', place, it: textOf(call.service.address) }]
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
  const services = only(starts, 'ipvsadm').flatMap(({ effect: { words } }) => words.map(textOf));
  const isService = ({ effect: { address } }: (typeof all)[number]): boolean =>
    services.some((word) => word === textOf(address) || word.startsWith(`${textOf(address)}:`));
  const all = only(starts, 'add-address');
  for (const { effect, place } of new Set([...vipsOf(starts), ...all.filter(isService)])) {
    const gone = deletes.some(
      ({ effect: one }) =>
        one.device === effect.device &&
        (one.address === undefined || maybeSame(one.address, effect.address)) &&
        (one.prefix === undefined || effect.prefix === undefined || one.prefix === effect.prefix) &&
        (one.address !== undefined || one.label === undefined || one.label === effect.label),
    );
    if (gone || (unloads && isTunnel(effect.device))) continue;
    const near = stops.find(
      ({ effect: one }) =>
        (one.does === 'delete-address' || one.does === 'link-down') && one.device === effect.device,
    );
    findings.push({
      key: 'vip-left',
      place: near?.place ?? place,
      it: textOf(effect.address),
    });
    break;
  }
  for (const { effect, place } of only(starts, 'add-route')) {
    const { to, device = '', label } = effect;
    const isHost = isHidden(device) && !textOf(to).includes('/') && textOf(to) !== 'default';
    // Such a route has the address as its source, and goes with it.
    if (!isHost || label !== undefined || downs.includes(device)) continue;
    // route deletes by the alias what was added by it, and nothing else.
    if (
      only(stops, 'delete-route').some(
        ({ effect: one }) => maybeSame(one.to, to) && one.label === undefined,
      )
    )
      continue;
    findings.push({ key: 'host-route-left', place });
  }
  return findings;
}
