import {
  failingDisks,
  fuzzConfigText,
  fuzzModel,
  fuzzPrograms,
  fuzzTemplates,
  killEverywhere,
  type Outcome,
  plantedLinks,
  renderAtOnce,
} from './index.ts';

/** How much is tried: what fits into a minute, or everything where that has an end. */
export type Extent = 'sample' | 'everything';

/** Something that is tried of the generator. */
interface Attempt {
  readonly attempt: (extent: Extent) => Promise<Outcome>;
  /** It cannot be tried at all where there is no sandbox; the others try less there. */
  readonly needsSandbox?: true;
}

const seed = 2;
const amounts = {
  texts: { sample: { runs: 500 }, everything: { runs: 20_000 } },
  trees: { sample: { runs: 40, nodes: 6 }, everything: { runs: 2000, nodes: 200 } },
  links: { sample: { runs: 60 }, everything: { runs: 2000 } },
  calls: { sample: { runs: 3 }, everything: {} },
  waits: { sample: { runs: 2 }, everything: {} },
  disks: { sample: { runs: 1 }, everything: {} },
} as const;

/** All of that, by what it shows. */
export const attempts: Readonly<Record<string, Attempt>> = {
  'any text of a config': {
    attempt: (extent) => fuzzConfigText({ seed, ...amounts.texts[extent] }),
  },
  'any value of a program': {
    attempt: (extent) => fuzzPrograms({ seed, ...amounts.texts[extent] }),
  },
  'any text in any place of a config': {
    attempt: (extent) => fuzzModel({ seed, ...amounts.trees[extent] }),
  },
  'any change of a template': {
    attempt: (extent) => fuzzTemplates({ seed, ...amounts.trees[extent] }),
  },
  'anything planted where files are written': {
    attempt: (extent) => plantedLinks({ seed, ...amounts.links[extent] }),
  },
  'every command that writes, killed': {
    attempt: (extent) => killEverywhere({ seed, ...amounts.calls[extent] }),
  },
  'two renders at once': {
    attempt: (extent) => renderAtOnce({ seed, ...amounts.waits[extent] }),
  },
  'disks that are full, or may not be written': {
    attempt: (extent) => failingDisks({ seed, ...amounts.disks[extent] }),
    needsSandbox: true,
  },
};
