import type { JSX } from 'preact';
import { type Drawing, reply, request } from '../explain/drawing.ts';

/** Between boxes; of a line of text; inside of a box; between real servers. */
const [gap, lineHeight, pad, between] = [210, 18, 12, 24];

/** About as wide as a text is drawn; CJK takes twice as much. */
function widthOf(lines: readonly string[]): number {
  const letters = lines.map((text) => text.replaceAll(/[\u1100-\uFFEF]/g, 'xx').length);
  return Math.max(8, ...letters) * 7.2 + 2 * pad;
}

const heightOf = (lines: readonly string[]): number => lines.length * lineHeight + 2 * pad;

interface Box {
  readonly x: number;
  /** Where its middle is. */
  readonly y: number;
  readonly width: number;
  readonly lines: readonly string[];
}

function drawBox({ x, y, width, lines }: Box): JSX.Element {
  const height = heightOf(lines);
  const top = y - height / 2;
  return (
    <g>
      <rect {...{ x, y: top, width, height, rx: 6 }} />
      {lines.map((text, index) =>
        drawText(x + width / 2, top + pad + 13 + index * lineHeight, text),
      )}
    </g>
  );
}

const drawText = (x: number, y: number, text: string): JSX.Element => (
  <text x={x} y={y}>
    {text}
  </text>
);

/** A cluster as SVG: clients, director and real servers from left to right. Replies that go past the director are dashed. */
export function Picture({ drawing }: { readonly drawing: Drawing }): JSX.Element {
  const { title, director, realServers, gateway } = drawing;
  const row = Math.max(...realServers.map(({ lines }) => heightOf(lines))) + between;
  const height = Math.max(realServers.length * row, heightOf(director) + between);
  const y = height / 2;
  const clients = { x: 8, y, lines: ['clients'], width: widthOf(['clients']) };
  const x = clients.x + clients.width + gap;
  const middle = { x, y, lines: director, width: widthOf(director) };
  const fork = x + middle.width + between;
  const left = fork + gap;
  const width = Math.max(...realServers.map(({ lines }) => widthOf(lines)));
  const servers = realServers.map((one, index) => {
    return { ...one, x: left, y: y + (index + 0.5) * row - (realServers.length * row) / 2, width };
  });
  const [right, bottom] = [left + width + between, height + (gateway === undefined ? 26 : 0)];
  const ways = [
    `M${clients.x + clients.width} ${y}H${x}`,
    ...servers.map((one) => `M${x + middle.width} ${y}H${fork}V${one.y}H${left}`),
  ];
  // The way that the replies share is drawn once.
  const past = [
    ...servers.map((one) => `M${left + width} ${one.y}H${right}`),
    `M${right} ${servers[0]?.y ?? y}V${bottom}H${x - gap - clients.width / 2}V${y + heightOf(['']) / 2}`,
  ];
  const start = gateway === undefined ? {} : { 'marker-start': 'url(#head)' };
  const size = { width: right + 8, height: bottom + 8 };
  const text = { fill: 'currentColor', 'font-size': 12.5, 'text-anchor': 'middle' } as const;
  return (
    <svg {...size} {...text} role="img" aria-label={title}>
      <marker
        {...{ id: 'head', viewBox: '0 0 8 8', refX: 8, refY: 4, orient: 'auto-start-reverse' }}
        {...{ markerUnits: 'userSpaceOnUse', markerWidth: 9, markerHeight: 9 }}
      >
        <path d="M0 0L8 4L0 8z" />
      </marker>
      {ways.map((way) => (
        <path key={way} d={way} marker-end="url(#head)" {...start} />
      ))}
      {gateway === undefined && (
        <path d={past.join('')} stroke-dasharray="5 4" marker-end="url(#head)" />
      )}
      {drawText(x - gap / 2, y - 7, request)}
      {gateway === undefined
        ? drawText(x + middle.width / 2, bottom - 7, reply)
        : drawText(x - gap / 2, y + 17, reply)}
      {servers.map((one) => drawText((fork + left) / 2, one.y - 7, one.forwarded))}
      {gateway && servers.map((one) => drawText((fork + left) / 2, one.y + 17, gateway))}
      {[clients, middle, ...servers].map(drawBox)}
    </svg>
  );
}
