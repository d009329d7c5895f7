import { readBlocks } from '../audit/keepalived.ts';
import { directorOf, insideOf } from './director.ts';
import { fillIn, Remark, rest, written } from './document.ts';
import type { Draft } from './draft.ts';
import { unread } from './keepalived.ts';
import { type Part, placeText, textOf } from './part.ts';

/** What the config says of a cluster. Keys that are undefined are absent. */
export function clusterOf(draft: Draft): object {
  const { mode, vips, holders, directors } = draft;
  const { ignore = 1, announce = 2 } = Object.assign(
    {},
    ...holders.map(({ arp }) => arp),
  ) as Part['arp'];
  const arp = {
    ignore: ignore === 1 ? undefined : ignore,
    announce: announce === 2 ? undefined : announce,
  };
  const isUsual = mode === 'nat' || (ignore === 1 && announce === 2);
  return {
    mode,
    vips: vips.size === 0 ? [fillIn('the VIPs')] : [...vips.values()].map(written),
    targets: targetsOf(holders.length > 0 ? holders : directors),
    chkconfig: chkconfigOf(holders),
    before: beforeOf(holders),
    arp: isUsual ? undefined : arp,
    gateway: mode === 'nat' ? gatewayOf(draft) : undefined,
    director:
      directors.length === 0
        ? undefined
        : {
            targets: targetsOf(directors),
            ...directorOf(draft),
            chkconfig: chkconfigOf(directors),
            before: beforeOf(directors),
            [rest]: restOf(directors),
          },
    [rest]: restOf(holders.filter((part) => !directors.includes(part))),
  };
}

/** The operating systems, of which files say no more than what starts them. */
function targetsOf(parts: readonly Part[]): Remark {
  const kinds = parts.map(({ understood }) => understood.kind);
  const isSysv = kinds.includes('init-script') && !kinds.includes('unit');
  const isKeepalived = kinds.includes('keepalived');
  const targets = isSysv ? ['el6', 'el7'] : isKeepalived ? ['el9'] : ['el7', 'el8', 'el9'];
  return new Remark(targets, 'a guess: the files do not say which systems');
}

/** The chkconfig line of the first file that has one; what the LSB block says of levels goes first. */
function chkconfigOf(parts: readonly Part[]): object | undefined {
  for (const { text } of parts) {
    const line = /^#\s*chkconfig:\s*(-|[0-6]+)\s+(\d{1,2})\s+(\d{1,2})\s*$/m.exec(text);
    const [, lsb] = /^#\s*Default-Start:\s*([0-6 \t]+?)\s*$/m.exec(text) ?? [];
    const [, levels = '-', start = '80', stop = '20'] = line ?? [];
    const said = lsb === undefined || lsb === '' ? levels : lsb.replaceAll(/\s/g, '');
    if (line === null && said === '-') continue;
    const isUsual = said === '-' && start === '80' && stop === '20';
    return isUsual ? undefined : { levels: said, start: Number(start), stop: Number(stop) };
  }
  return undefined;
}

function beforeOf(parts: readonly Part[]): readonly string[] | undefined {
  const units = parts.flatMap((part) => part.before);
  return units.length === 0 ? undefined : [...new Set(units)];
}

function gatewayOf(draft: Draft): unknown {
  if (draft.gateway !== undefined) return written(draft.gateway);
  const inside = insideOf(draft);
  if (inside === undefined) return fillIn("the director's address on the real servers' network");
  const { value, place } = inside;
  return new Remark(textOf(value.address), `a guess: no service is on it (${placeText(place)})`);
}

function restOf(parts: readonly Part[]): readonly string[] {
  return parts.flatMap(({ text, understood: { file, kind }, rest: own }) => {
    const lines = kind === 'keepalived' ? unread(readBlocks(text, file)) : [];
    return [
      ...own,
      ...lines.map(({ place, keyword, words }) => {
        return `not taken over: ${placeText(place)}: ${[keyword, ...words].join(' ')}`;
      }),
    ];
  });
}
