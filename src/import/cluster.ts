import { readBlocks } from '../audit/keepalived.ts';
import { directorOf, insideOf } from './director.ts';
import { fillIn, Remark, rest, written } from './document.ts';
import type { Draft } from './draft.ts';
import { unread } from './keepalived.ts';
import { type Part, placeText, textOf } from './part.ts';

/** What the config says of a cluster. Keys that are undefined are absent. */
export function clusterOf(draft: Draft): object {
  const { mode, vips } = draft;
  const [holders, directors] = [[...draft.holders], [...draft.directors]];
  const arp = Object.assign({}, ...holders.map((part) => part.arp).toReversed()) as Part['arp'];
  const { ignore = 1, announce = 2 } = arp;
  const isUsual = mode === 'nat' || (ignore === 1 && announce === 2);
  return {
    mode,
    vips: vips.size === 0 ? [fillIn('the VIPs')] : [...vips.values()].map(written),
    targets: targetsOf(holders.length > 0 ? holders : directors),
    ...startOf(holders),
    arp: isUsual ? undefined : { ignore, announce },
    gateway: mode === 'nat' ? gatewayOf(draft) : undefined,
    director:
      directors.length === 0
        ? undefined
        : {
            targets: targetsOf(directors),
            ...directorOf(draft),
            ...startOf(directors),
            [rest]: restOf(directors),
          },
    [rest]: restOf(holders.filter((part) => !draft.directors.has(part))),
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

/** How the first file with a chkconfig line is started, and what starts after one of them. */
function startOf(parts: readonly Part[]): object {
  const before = [...new Set(parts.flatMap((part) => part.before))];
  const lines = parts.map(({ text }) => chkconfigOf(text)).filter((one) => one !== undefined);
  return { chkconfig: lines[0], before: before.length > 0 ? before : undefined };
}

/** What an init script says of chkconfig, where it is not the default; the levels of the LSB block go first. */
function chkconfigOf(text: string): object | undefined {
  const [, own = '-', start = '80', stop = '20'] =
    /^#\s*chkconfig:\s*(-|[0-6]+)\s+(\d{1,2})\s+(\d{1,2})\s*$/m.exec(text) ?? [];
  const [, lsb = ''] = /^#\s*Default-Start:[ \t]*([0-6 \t]*)$/m.exec(text) ?? [];
  const levels = lsb.replaceAll(/\s/g, '') || own;
  const isUsual = levels === '-' && start === '80' && stop === '20';
  return isUsual ? undefined : { levels, start: Number(start), stop: Number(stop) };
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
        const why = keyword === 'real_server' ? ' (its check is not that of the first)' : '';
        return `not taken over: ${placeText(place)}: ${[keyword, ...words].join(' ')}${why}`;
      }),
    ];
  });
}
