import { root } from '../docs/markdown.ts';
import { timeProcess } from './process.ts';
import type { Bench, Row } from './row.ts';

const node = process.execPath;

/** How long a short command takes, as against Node.js alone. */
export const startUp: readonly Row[] = [
  {
    name: 'start-version',
    what: 'lvsgen --version',
    against: 'node -e 0',
    toReach: 1.5,
    rounds: 21,
    prepare: againstNode('--version'),
  },
  {
    name: 'start-check',
    what: 'lvsgen check of the example',
    against: 'node -e 0',
    toReach: 4,
    rounds: 21,
    prepare: againstNode('check'),
  },
];

function againstNode(...argv: readonly string[]): Row['prepare'] {
  return (bench: Bench) => {
    const program = bench.lvsgen();
    return {
      what: () => timeProcess(node, [program, ...argv], { cwd: root }),
      against: () => timeProcess(node, ['-e', '0'], { cwd: root }),
    };
  };
}
