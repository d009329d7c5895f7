import type { Step } from './effect.ts';
import { fault, type Finding, isAsked, isHidden, isOn, isTunnel } from './steps.ts';
import { only, settingsOf, vipsOf } from './steps.ts';

/** Which interfaces the settings are for. */
export function judgeSettings(steps: readonly Step[]): readonly Finding[] {
  const on = settingsOf(steps).filter(isOn);
  const needed = ['arp_ignore', 'arp_announce'].map((key) => on.filter(({ name }) => name === key));
  const missing = needed.filter((list) => !list.some(({ device }) => isAsked(device)));
  if (missing.length === 0) return [];
  const misspelt = on.filter(
    ({ name }) =>
      name.startsWith('ar') && !/^arp_(accept|filter|notify|ignore|announce)$/.test(name),
  );
  const [first, ...others] = needed.flat();
  if (misspelt.length === 0 && first && missing.length === 2)
    if ([first, ...others].every(({ device }) => isHidden(device)))
      return [fault('only-lo-arp', first.step.place)];
  // Settings of lo may stand beside those of all: another interface is the one that is meant.
  const wrong = missing.flatMap(
    (list) => list.filter(({ device }) => device !== 'lo').at(-1) ?? list.at(-1) ?? [],
  );
  return (misspelt.length > 0 ? misspelt : wrong).map(({ step }) =>
    fault('wrong-arp-key', step.place, step.effect.key),
  );
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
  const from = Math.min(...silencing.map((step) => steps.indexOf(step)));
  const loads = only(steps, 'load-settings').filter(
    ({ effect: { file } }) => file?.text !== '/dev/null',
  );
  for (const step of vips) {
    const { address, device, prefix } = step.effect;
    const at = steps.indexOf(step);
    const loaded = loads.find((load) => steps.indexOf(load) < at);
    if (!isDirector && at < from)
      if (loaded && real.length === 0)
        findings.push(fault('cannot-tell', loaded.place, 'whether these settings silence the VIP'));
      else findings.push(fault('vip-before-suppression', step.place, address.text));
    if (prefix !== undefined && prefix !== (address.text.includes(':') ? 128 : 32))
      findings.push(fault('netmask-not-32', step.place, `${address.text}/${prefix}`));
    if (isTunnel(device) && !isDirector && !isLoose(device, steps))
      findings.push(fault('tunl0-rp_filter-missing', step.place, device));
  }
  const isKnown = ignores.some(({ value }) => value.unknown === undefined);
  if (vips.length > 0 && !isKnown && ignores[0])
    findings.push(fault('cannot-tell', ignores[0].step.place, 'the value of this setting'));
  for (const load of loads) {
    if (load.effect.file !== undefined && load.effect.file.text !== '/etc/sysctl.conf') continue;
    const at = steps.indexOf(load);
    // What the loaded file is known to say stands behind it.
    const again = only(steps.slice(at), 'set').map(({ effect }) => effect.key);
    const isUndone = only(steps.slice(0, at), 'set').some(
      ({ effect: { key, value } }) =>
        value.text !== '0' && key.startsWith('net/') && !again.includes(key),
    );
    if (isUndone) findings.push(fault('sysctl-p-after', load.place));
  }
  return findings;
}

/** Whether what is unpacked there passes: the greater of all and the interface counts, and 2 is loose. */
function isLoose(device: string, steps: readonly Step[]): boolean {
  const filters = settingsOf(steps).filter(({ name }) => name === 'rp_filter');
  const [all, own] = ['all', device].map((of) => {
    const found = filters.filter((one) => one.device === of || /[*$]/.test(one.device)).at(-1);
    return found && (found.value.unknown === undefined ? found.value.text : '2');
  });
  return all === '2' || own === '2' || (all === '0' && own === '0');
}
