// Faults that show in what the actions do to the host, whatever the file is written in.
import type { Place, Step, Word } from './effect.ts';
import { readIpvsadm } from './ipvsadm.ts';
import { judgeSettings, judgeStart } from './judge-start.ts';
import { fault, type Finding, isAsked, isHidden, isTunnel } from './steps.ts';
import { maybeSame, only, settingsOf, vipsOf } from './steps.ts';

/** Every fault in what the actions do, each once at a place. */
export function judgeSteps(actions: ReadonlyMap<string, readonly Step[]>): readonly Finding[] {
  const findings = [...actions].flatMap(([name, steps]) => [
    ...judgeSettings(steps),
    ...judgeStart(steps),
    ...(/^(re|re-)?(start|load)|reload$/.test(name) ? [] : judgeStop(steps)),
    ...steps.flatMap((step) => judgeStep(step, steps)),
  ]);
  const starts =
    actions.get('start') ?? actions.get('up') ?? actions.get('add') ?? actions.get('on');
  const stops =
    actions.get('stop') ?? actions.get('down') ?? actions.get('del') ?? actions.get('off');
  return [...findings, ...(starts && stops && stops.length > 0 ? judgeLeft(starts, stops) : [])];
}

/** What an action that takes things away does wrong by itself. */
function judgeStop(steps: readonly Step[]): readonly Finding[] {
  const [first, ...others] = settingsOf(steps).filter(
    ({ name, value }) => /^arp_(ignore|announce)$/.test(name) && value.text === '0',
  );
  if (first === undefined) return [];
  const zeroed = fault('stop-zeroes-settings', first.step.place);
  const lifted = [first, ...others].find(
    ({ name, device }) => name === 'arp_ignore' && isAsked(device),
  );
  if (lifted === undefined) return [zeroed];
  const isUp = only(steps.slice(steps.indexOf(lifted.step)), 'delete-address').some(
    ({ effect: { device } }) => isHidden(device),
  );
  return isUp ? [zeroed, fault('suppression-lifted-first', lifted.step.place)] : [zeroed];
}

/** What is wrong wherever it is done. */
function judgeStep(step: Step, steps: readonly Step[]): readonly Finding[] {
  const { effect, place } = step;
  switch (effect.does) {
    case 'link-down': {
      const after = steps.slice(steps.indexOf(step));
      const isUp = after.some(({ effect: one }) => one.does === 'link-up' && one.device === 'lo');
      return effect.device === 'lo' ? [fault(isUp ? 'lo-down-up' : 'lo-taken-down', place)] : [];
    }
    case 'delete-address':
      return effect.device === 'lo' && !effect.address && !effect.label
        ? [fault('lo-taken-down', place)]
        : [];
    case 'set':
      return effect.key === 'net/ipv4/ip_forward' && effect.value.text === '0'
        ? [fault('ip_forward-zeroed', place)]
        : [];
    case 'flush-firewall':
      return [fault('iptables-F', place)];
    case 'unload-module':
      return effect.module === 'ipip' ? [fault('modprobe-r', place)] : [];
    case 'add-address':
      return judgeAddress(effect.address, place);
    case 'ipvsadm': {
      const call = readIpvsadm(effect.words);
      if (call.does === 'clear') return [fault('ipvsadm-C', place)];
      if (call.does === 'fail') return [fault('dead-director', place, call.why)];
      return 'service' in call ? judgeAddress(call.service.address, place) : [];
    }
    case 'add-route':
    case 'delete-route':
    case 'link-up':
    case 'load-module':
    case 'load-settings':
    case 'mark-packets':
    case 'remove':
    case 'silence-by-arptables':
    case 'touch':
      return [];
  }
}

/** A word that somebody has to put an address for: what is only mistyped is none. */
function judgeAddress(address: Word | undefined, place: Place): readonly Finding[] {
  const isWord =
    address !== undefined && address.unknown === undefined && /[^0-9a-f:./\s]/i.test(address.text);
  return isWord ? [fault('placeholder', place, address.text)] : [];
}

/** What stop leaves of what start has made. */
function judgeLeft(starts: readonly Step[], stops: readonly Step[]): readonly Finding[] {
  const findings: Finding[] = [];
  const deletes = only(stops, 'delete-address');
  const unloads = only(stops, 'unload-module').some(({ effect: { module } }) => module === 'ipip');
  const services = only(starts, 'ipvsadm').flatMap(({ effect: { words } }) =>
    words.map(({ text }) => text),
  );
  const isVip = (address: string): boolean =>
    services.some((word) => word === address || word.startsWith(`${address}:`));
  const left = only(starts, 'add-address')
    .filter((one) => vipsOf([one]).length > 0 || isVip(one.effect.address.text))
    .find(({ effect }) => {
      const isGone = deletes.some(
        ({ effect: { device, address, label, prefix = effect.prefix } }) =>
          device === effect.device &&
          (prefix === effect.prefix || effect.prefix === undefined) &&
          (address ? maybeSame(address, effect.address) : !label || label === effect.label),
      );
      return !isGone && !(unloads && isTunnel(effect.device));
    });
  if (left !== undefined) {
    const near = stops.find(
      ({ effect: one }) =>
        (one.does === 'delete-address' || one.does === 'link-down') &&
        one.device === left.effect.device,
    );
    findings.push(fault('vip-left', (near ?? left).place, left.effect.address.text));
  }
  for (const { effect, place } of only(starts, 'add-route')) {
    const { to, device = '', label } = effect;
    const isHost = isHidden(device) && !/\/|^default$/.test(to.text);
    const isFlushed = only(stops, 'link-down').some(({ effect: one }) => one.device === device);
    // What has the address as its source goes with it; route deletes by an alias only what was added by it.
    const isGone = only(stops, 'delete-route').some(
      ({ effect: one }) => maybeSame(one.to, to) && one.label === undefined,
    );
    if (isHost && label === undefined && !isFlushed && !isGone)
      findings.push(fault('host-route-left', place));
  }
  return findings;
}
