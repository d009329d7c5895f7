import type { Step } from './effect.ts';
import {
  type Finding,
  isAsked,
  isHidden,
  isOn,
  isTunnel,
  only,
  settingsOf,
  textOf,
  vipsOf,
} from './steps.ts';

/** Which interfaces the settings are for. */
export function judgeSettings(steps: readonly Step[]): readonly Finding[] {
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
export function judgeStart(steps: readonly Step[]): readonly Finding[] {
  const findings: Finding[] = [];
  const vips = vipsOf(steps);
  const ignores = settingsOf(steps).filter((one) => one.name === 'arp_ignore' && isOn(one));
  // Where no setting does anything, another fault says so: here the order counts.
  const real = ignores.filter(({ device }) => isAsked(device));
  const silencing: readonly Step[] = [
    ...(real.length > 0 ? real : ignores).map(({ step }) => step),
    ...only(steps, 'silence-by-arptables'),
  ];
  // A director's VIP is meant to be answered, also where it is on tunl0.
  const isDirector = ignores.length === 0 && only(steps, 'ipvsadm').length > 0;
  const at = Math.min(...silencing.map((step) => steps.indexOf(step)));
  for (const step of vips) {
    const { address, device, prefix } = step.effect;
    const it = textOf(address);
    const loaded = only(steps.slice(0, steps.indexOf(step)), 'load-settings').find(
      ({ effect: { file } }) => file === undefined || textOf(file) !== '/dev/null',
    );
    if (isDirector || steps.indexOf(step) > at) {
      // It is silent, or has to be heard.
    } else if (loaded && real.length === 0) {
      const reason = 'whether the settings that are loaded here silence the VIP cannot be told';
      findings.push({ key: 'cannot-tell', place: loaded.place, it: reason });
    } else findings.push({ key: 'vip-before-suppression', place: step.place, it });
    const bits = textOf(address).includes(':') ? 128 : 32;
    if (prefix !== undefined && prefix !== bits)
      findings.push({ key: 'netmask-not-32', place: step.place, it: `${it}/${prefix}` });
    if (isTunnel(device) && !isDirector && !isLoose(device, steps))
      findings.push({
        key: 'tunl0-rp_filter-missing',
        place: step.place,
        it: device,
      });
  }
  const isKnown = ignores.some(({ value }) => 'text' in value);
  const unknown = vips.length > 0 && !isKnown && ignores[0];
  if (unknown) {
    const reason = `the value of ${unknown.step.effect.key} cannot be told`;
    findings.push({ key: 'cannot-tell', place: unknown.step.place, it: reason });
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
