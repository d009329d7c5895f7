import type { JSX } from 'preact';
import { type Drawing, reply, request } from '../explain/drawing.ts';

/** Between boxes; of a line of text; inside of a box. */
const [gap, lineHeight, pad] = [210, 18, 12];

const head = {
  ...{ id: 'head', viewBox: '0 0 8 8', refX: 8, refY: 4, orient: 'auto' },
  ...{ markerUnits: 'userSpaceOnUse', markerWidth: 9, markerHeight: 9 },
};

/** About as wide as a text is drawn; CJK takes twice as much. */
function widthOf(lines: readonly string[]): number {
  const letters = lines.map((text) => text.replaceAll(/[\u1100-\uFFEF]/g, 'xx').length);
  return Math.max(8, ...letters) * 7.2 + 2 * pad;
}

const heightOf = (lines: readonly string[]): number => lines.length * lineHeight + 2 * pad;

interface Box {
  readonly x: number;
  readonly middle: number;
  readonly lines: readonly string[];
  readonly width: number;
  readonly right: number;
}

/** A box with its middle at a height. */
function boxAt(x: number, middle: number, lines: readonly string[], width = widthOf(lines)): Box {
  return { x, middle, lines, width, right: x + width };
}

/** A cluster as SVG: clients, director and real servers from left to right. Replies are dashed. */
export function Picture({ drawing }: { readonly drawing: Drawing }): JSX.Element {
  const { title, gateway, realServers } = drawing;
  const row = Math.max(...realServers.map(({ lines }) => heightOf(lines))) + 24;
  const column = Math.max(realServers.length * row, heightOf(drawing.director));
  const middle = column / 2 + 8;
  const clients = boxAt(8, middle, ['clients']);
  const director = boxAt(clients.right + gap, middle, drawing.director);
  const left = director.right + gap + 50;
  const width = Math.max(...realServers.map(({ lines }) => widthOf(lines)));
  const servers = realServers.map(({ lines }, index) =>
    boxAt(left, middle + (index - (realServers.length - 1) / 2) * row, lines, width),
  );
  const [right, bottom] = [left + width + 24, column + 34];
  // In mode nat replies go back beside the requests, else past the director. The way that they share is drawn once.
  const shift = gateway === undefined ? 0 : 9;
  const [to, back] = [director.right + 24, director.right + 36];
  const requests = [
    `M${clients.right} ${middle - shift}H${director.x}`,
    ...servers.map(
      (one) => `M${director.right} ${middle - shift}H${to}V${one.middle - shift}H${left}`,
    ),
  ];
  const ends = [servers[0]?.middle ?? middle, servers.at(-1)?.middle ?? middle] as const;
  const past = [
    ...servers.map((one) => `M${one.right} ${one.middle}H${right}`),
    `M${right} ${ends[0]}V${bottom}H${clients.x + clients.width / 2}V${middle + heightOf(['']) / 2}`,
  ];
  const through = [
    ...servers.map((one) => `M${left} ${one.middle + shift}H${back}`),
    `M${back} ${ends[0] + shift}V${ends[1] + shift}M${back} ${middle + shift}H${director.right}`,
  ];
  const replies =
    gateway === undefined
      ? [past.join('')]
      : [through.join(''), `M${director.x} ${middle + shift}H${clients.right}`];
  const [between, beside] = [clients.right + gap / 2, (back + left) / 2];
  const labels: readonly (readonly [x: number, y: number, text: string])[] = [
    [between, middle - shift - 7, request],
    gateway === undefined
      ? [director.x + director.width / 2, bottom - 7, reply]
      : [between, middle + shift + 17, reply],
    ...servers.flatMap((one, index) => [
      [beside, one.middle - shift - 7, realServers[index]?.forwarded ?? ''] as const,
      [beside, one.middle + shift + 17, gateway ?? ''] as const,
    ]),
  ];
  const size = { width: right + 8, height: bottom + 8 };
  return (
    <svg {...size} viewBox={`0 0 ${size.width} ${size.height}`} role="img" aria-label={title}>
      <marker {...head}>
        <path d="M0 0L8 4L0 8z" />
      </marker>
      {[...requests, ...replies].map((path, index) => (
        <path
          {...{ key: path, d: path, 'marker-end': 'url(#head)' }}
          class={index < requests.length ? '' : 'reply'}
        />
      ))}
      {labels.map(([x, y, text], index) => (
        <text {...{ key: index, x, y }}>{text}</text>
      ))}
      {[clients, director, ...servers].map(({ x, lines, ...box }, index) => {
        const height = heightOf(lines);
        const y = box.middle - height / 2;
        return (
          <g key={index}>
            <rect {...{ x, y, width: box.width, height, rx: index === 0 ? height / 2 : 6 }} />
            {lines.map((text, line) => (
              <text
                {...{ key: line, x: x + box.width / 2, y: y + pad + 13 + line * lineHeight }}
                class={line === 0 ? 'first' : ''}
              >
                {text}
              </text>
            ))}
          </g>
        );
      })}
    </svg>
  );
}
