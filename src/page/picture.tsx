import type { JSX } from 'preact';
import type { Drawing } from '../explain/drawing.ts';

/** Between boxes; of a line of text; inside of a box. */
const [gap, lineHeight, pad] = [210, 18, 12];

const head = {
  ...{ id: 'head', viewBox: '0 0 8 8', refX: 8, refY: 4, orient: 'auto' },
  ...{ markerUnits: 'userSpaceOnUse', markerWidth: 9, markerHeight: 9 },
};

/** A box with its middle at a height. */
class Box {
  readonly right: number;
  readonly height: number;

  constructor(
    readonly x: number,
    readonly middle: number,
    readonly lines: readonly string[],
    readonly width = widthOf(lines),
  ) {
    this.right = x + width;
    this.height = heightOf(lines);
  }
}

/** About as wide as a text is drawn; CJK takes twice as much. */
function widthOf(lines: readonly string[]): number {
  const letters = lines.map((text) => text.replaceAll(/[\u1100-\uFFEF]/g, 'xx').length);
  return Math.max(8, ...letters) * 7.2 + 2 * pad;
}

function heightOf(lines: readonly string[]): number {
  return lines.length * lineHeight + 2 * pad;
}

/** A cluster as SVG: clients, director and real servers from left to right. Replies are dashed. */
export function Picture({ drawing }: { readonly drawing: Drawing }): JSX.Element {
  const { title, request, reply, gateway } = drawing;
  const row = Math.max(...drawing.realServers.map(({ lines }) => heightOf(lines))) + 24;
  const column = Math.max(drawing.realServers.length * row, heightOf(drawing.director));
  const middle = column / 2 + 8;
  const clients = new Box(8, middle, ['clients']);
  const director = new Box(clients.right + gap, middle, drawing.director);
  const left = director.right + gap + 50;
  const width = Math.max(...drawing.realServers.map(({ lines }) => widthOf(lines)));
  const servers = drawing.realServers.map(({ lines, forwarded }, index) => {
    const at = middle + (index - (drawing.realServers.length - 1) / 2) * row;
    return { forwarded, box: new Box(left, at, lines, width) };
  });
  const [right, bottom] = [left + width + 24, column + 34];
  // In mode nat replies go back beside the requests.
  const shift = gateway === undefined ? 0 : 9;
  const [to, back] = [director.right + 24, director.right + 36];
  const requests = [
    `M${clients.right} ${middle - shift}H${director.x}`,
    ...servers.map(
      ({ box }) => `M${director.right} ${middle - shift}H${to}V${box.middle - shift}H${left}`,
    ),
  ];
  // The way back that they share is drawn once.
  const stubs = servers.map(({ box }) =>
    gateway === undefined
      ? `M${box.right} ${box.middle}H${right}`
      : `M${left} ${box.middle + shift}H${back}`,
  );
  const first = servers[0]?.box.middle ?? middle;
  const last = servers.at(-1)?.box.middle ?? middle;
  const replies =
    gateway === undefined
      ? [
          `${stubs.join('')}M${right} ${first}V${bottom}H${clients.x + clients.width / 2}V${middle + clients.height / 2}`,
        ]
      : [
          `${stubs.join('')}M${back} ${first + shift}V${last + shift}M${back} ${middle + shift}H${director.right}`,
          `M${director.x} ${middle + shift}H${clients.right}`,
        ];
  const between = clients.right + gap / 2;
  const beside = (back + left) / 2;
  const labels: [x: number, y: number, text: string][] = [
    [between, middle - shift - 7, request],
    ...servers.map(({ box, forwarded }): [number, number, string] => [
      ...([beside, box.middle - shift - 7] as const),
      forwarded,
    ]),
    gateway === undefined
      ? [director.x + director.width / 2, bottom - 7, reply]
      : [between, middle + shift + 17, reply],
    ...(gateway === undefined
      ? []
      : servers.map(({ box }): [number, number, string] => [
          ...([beside, box.middle + shift + 17] as const),
          gateway,
        ])),
  ];
  const size = { width: right + 8, height: bottom + 8 };
  return (
    <svg {...size} viewBox={`0 0 ${size.width} ${size.height}`} role="img" aria-label={title}>
      <marker {...head}>
        <path d="M0 0L8 4L0 8z" />
      </marker>
      {requests.map((path) => (
        <path key={path} d={path} marker-end="url(#head)" />
      ))}
      {replies.map((path) => (
        <path key={path} d={path} marker-end="url(#head)" class="reply" />
      ))}
      {labels.map(([x, y, text], index) => (
        <text key={index} x={x} y={y} class="label">
          {text}
        </text>
      ))}
      {[clients, director, ...servers.map(({ box }) => box)].map((box, index) => (
        <g key={index}>
          <rect
            x={box.x}
            y={box.middle - box.height / 2}
            width={box.width}
            height={box.height}
            rx={box === clients ? box.height / 2 : 6}
          />
          {box.lines.map((text, line) => (
            <text
              key={line}
              x={box.x + box.width / 2}
              y={box.middle - box.height / 2 + pad + 13 + line * lineHeight}
              class={line === 0 ? 'first' : ''}
            >
              {text}
            </text>
          ))}
        </g>
      ))}
    </svg>
  );
}
