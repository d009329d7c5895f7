// The fuzzers and fault injectors of the generator, as plain functions: each takes a seed and a number of runs, and
// tells how many held and what did not. The tests beside run samples of them.
export { renderAtOnce } from './at-once.ts';
export { fuzzConfigText } from './config-text.ts';
export { failingDisks } from './disks.ts';
export { killEverywhere } from './kill.ts';
export { fuzzModel } from './model.ts';
export type { Outcome } from './outcome.ts';
export { plantedLinks } from './planted.ts';
export { fuzzPrograms } from './programs.ts';
export { fuzzTemplates } from './templates.ts';
