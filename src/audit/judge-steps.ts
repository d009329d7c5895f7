// Faults that show in what the actions do to the host, whatever the file is written in.
import { type Finding, finding, isHidden, only, type Step, vipsOf, type Word } from './effect.ts';
import { readIpvsadm } from './ipvsadm.ts';

type Actions = ReadonlyMap<string, readonly Step[]>;

/** Every fault in what the actions do. */
export function judgeSteps(actions: Actions): readonly Finding[] {
  const first = (...names: string[]): readonly Step[] =>
    actions.get(names.find((name) => actions.has(name)) ?? '') ?? [];
  const stops = first('stop', 'down', 'del', 'off');
  return [
    ...[...actions].flatMap(([name, steps]) => [
      ...judgeSettings(steps),
      ...judgeStart(steps),
      ...(/^(re|re-)?(start|load)|reload$/.test(name) ? [] : judgeStop(steps)),
      ...steps.flatMap((step, at) => judgeStep(step, steps.slice(at))),
    ]),
    ...(stops.length > 0 ? judgeLeft(first('start', 'up', 'add', 'on'), stops) : []),
  ];
}

/** The settings of interfaces that are written. */
function settingsOf(steps: readonly Step[]) {
  return only(steps, 'set').flatMap((step) => {
    const [, device = '', name] =
      /^net\/ipv[46]\/conf\/([^/]+)\/(\w+)$/.exec(step.effect.key) ?? [];
    return name === undefined ? [] : [{ ...step, device, name }];
  });
}

type Setting = ReturnType<typeof settingsOf>[number];

/** Requests come in there. A pattern stands for all; of what is not known the best is thought. */
const isAsked = ({ device }: Setting): boolean =>
  /^(all|.*[*$].*|(eth|en|em|bond|br|ib|wlan|ven|ens|team|vlan|p\d).*)$/.test(device);
const isOn = ({ effect: { value } }: Setting): boolean =>
  value.unknown !== undefined || /^[1238]$/.test(value.text);
const isTunnel = (device: string): boolean => /^(tunl?\d+|ipip\d*)$/.test(device);

/** Which interfaces the settings are for. */
function judgeSettings(steps: readonly Step[]): readonly Finding[] {
  const on = settingsOf(steps).filter(isOn);
  const needed = ['arp_ignore', 'arp_announce'].map((key) => on.filter(({ name }) => name === key));
  const missing = needed.filter((list) => !list.some(isAsked));
  if (missing.length === 0) return [];
  const misspelt = on.filter(({ name }) =>
    /^ar(?!p_(accept|filter|notify|ignore|announce)$)/.test(name),
  );
  const isOfLo = needed.flat().every(({ device }) => isHidden(device));
  if (misspelt.length === 0 && missing.length === 2 && isOfLo)
    return finding(needed.flat()[0]?.place, 'only-lo-arp');
  const wrong = missing.map((list) => list.at(-1));
  return (misspelt.length > 0 ? misspelt : wrong).flatMap((one) =>
    finding(one?.place, 'wrong-arp-key', one?.effect.key),
  );
}

/** How the VIPs go up, and when; and what loads the settings of the host over those that were written. */
function judgeStart(steps: readonly Step[]): readonly Finding[] {
  const ignores = settingsOf(steps).filter((one) => one.name === 'arp_ignore' && isOn(one));
  // Where no setting does anything, another fault says so: here the order counts.
  const real = ignores.filter(isAsked);
  const silencing = [...(real.length > 0 ? real : ignores), ...only(steps, 'silence-by-arptables')];
  // A director's VIP is meant to be answered, also where it is on tunl0.
  const isDirector = ignores.length === 0 && only(steps, 'ipvsadm').length > 0;
  const indexOf = ({ place }: Pick<Step, 'place'>): number =>
    steps.findIndex((step) => step.place === place);
  const from = isDirector ? 0 : Math.min(...silencing.map(indexOf));
  const loads = only(steps, 'load-settings').filter((one) => one.effect.file?.text !== '/dev/null');
  const vips = vipsOf(steps).flatMap(({ effect: { address, device, prefix }, place }) => {
    const isEarly = indexOf({ place }) < from;
    const loaded = loads.find((load) => indexOf(load) < indexOf({ place }));
    const isStrict = isTunnel(device) && !isDirector && !isLoose(device, steps);
    const isWide = prefix !== undefined && prefix !== (address.text.includes(':') ? 128 : 32);
    return [
      ...(isEarly && loaded && real.length === 0
        ? finding(loaded.place, 'cannot-tell', 'whether these settings silence the VIP')
        : finding(isEarly && place, 'vip-before-suppression', address.text)),
      ...finding(isWide && place, 'netmask-not-32', `${address.text}/${prefix ?? ''}`),
      ...finding(isStrict && place, 'tunl0-rp_filter-missing', device),
    ];
  });
  const undone = loads.filter((load) => {
    const isOfHost = [undefined, '/etc/sysctl.conf'].includes(load.effect.file?.text);
    const before = only(steps.slice(0, indexOf(load)), 'set');
    return isOfHost && before.some(({ effect }) => effect.value.text !== '0');
  });
  return [...vips, ...undone.flatMap(({ place }) => finding(place, 'sysctl-p-after'))];
}

/** Whether what is unpacked there passes: the greater of all and the interface counts, and 2 is loose. */
function isLoose(device: string, steps: readonly Step[]): boolean {
  const filters = settingsOf(steps).filter(({ name }) => name === 'rp_filter');
  const [all, own] = ['all', device].map((of) => {
    const found = filters.findLast((one) => one.device === of || /[*$]/.test(one.device));
    const { text, unknown } = found?.effect.value ?? {};
    return unknown === undefined ? text : '2';
  });
  return all === '2' || own === '2' || (all === '0' && own === '0');
}

/** What an action that takes things away does wrong by itself. */
function judgeStop(steps: readonly Step[]): readonly Finding[] {
  const zeroed = settingsOf(steps).filter(
    ({ name, effect: { value } }) => /^arp_(ignore|announce)$/.test(name) && value.text === '0',
  );
  const lifted = zeroed.find((one) => one.name === 'arp_ignore' && isAsked(one));
  const at = steps.findIndex(({ place }) => place === lifted?.place);
  const isUp = only(steps.slice(at), 'delete-address').some(({ effect }) =>
    isHidden(effect.device),
  );
  return [
    ...finding(zeroed[0]?.place, 'stop-zeroes-settings'),
    ...finding(isUp && lifted?.place, 'suppression-lifted-first'),
  ];
}

/** What is wrong wherever it is done. */
function judgeStep({ effect, place }: Step, after: readonly Step[]): readonly Finding[] {
  /** A word that somebody has to put an address for: what is only mistyped is none. */
  const judgeAddress = ({ text, unknown }: Word): readonly Finding[] => {
    const isWord = unknown === undefined && /[^0-9a-f:./\s]/i.test(text);
    return finding(isWord && place, 'placeholder', text);
  };
  if (effect.does === 'link-down') {
    const isUp = after.some(({ effect: one }) => one.does === 'link-up' && one.device === 'lo');
    return finding(effect.device === 'lo' && place, isUp ? 'lo-down-up' : 'lo-taken-down');
  }
  if (effect.does === 'delete-address') {
    const isAll = effect.device === 'lo' && !effect.address && !effect.label;
    return finding(isAll && place, 'lo-taken-down');
  }
  if (effect.does === 'set') {
    const isZeroed = effect.key === 'net/ipv4/ip_forward' && effect.value.text === '0';
    return finding(isZeroed && place, 'ip_forward-zeroed');
  }
  if (effect.does === 'unload-module')
    return finding(effect.module === 'ipip' && place, 'modprobe-r');
  if (effect.does === 'add-address') return judgeAddress(effect.address);
  if (effect.does !== 'ipvsadm')
    return finding(effect.does === 'flush-firewall' && place, 'iptables-F');
  const call = readIpvsadm(effect.words);
  if (call.does === 'fail') return finding(place, 'dead-director', call.why);
  if ('service' in call) return judgeAddress(call.service.address ?? { text: '' });
  return finding(call.does === 'clear' && place, 'ipvsadm-C');
}

/** What stop leaves of what start has made: a VIP, and routes to it. */
function judgeLeft(starts: readonly Step[], stops: readonly Step[]): readonly Finding[] {
  const maybeSame = (left: Word, right: Word): boolean =>
    left.text === right.text || left.unknown !== undefined || right.unknown !== undefined;
  const unloads = only(stops, 'unload-module').some(({ effect: { module } }) => module === 'ipip');
  // A director has the VIPs of its services on the LAN.
  const words = only(starts, 'ipvsadm').flatMap(({ effect }) => effect.words);
  const served = new Set(words.map(({ text }) => text.replace(/:\w+$/, '')));
  const vips = only(starts, 'add-address').filter(
    (one) => vipsOf([one]).length > 0 || served.has(one.effect.address.text),
  );
  const left = vips.find(({ effect }) => {
    const isGone = only(stops, 'delete-address').some(
      ({ effect: { device, address, label, prefix = effect.prefix } }) =>
        device === effect.device &&
        (prefix === effect.prefix || effect.prefix === undefined) &&
        (address ? maybeSame(address, effect.address) : !label || label === effect.label),
    );
    return !isGone && !(unloads && isTunnel(effect.device));
  });
  const isNear = ({ effect: one }: Step): boolean =>
    (one.does === 'delete-address' || one.does === 'link-down') &&
    one.device === left?.effect.device;
  // What has an address or an alias as its source goes with it.
  const routes = only(starts, 'add-route').filter(({ effect: { to, device, label } }) => {
    const isGone = stops.some(
      ({ effect: one }) =>
        (one.does === 'link-down' && one.device === device) ||
        (one.does === 'delete-route' && one.label === undefined && maybeSame(one.to, to)),
    );
    return isHidden(device) && label === undefined && !/\/|^default$/.test(to.text) && !isGone;
  });
  return [
    ...finding(left && (stops.find(isNear) ?? left).place, 'vip-left', left?.effect.address.text),
    ...routes.flatMap(({ place }) => finding(place, 'host-route-left')),
  ];
}
