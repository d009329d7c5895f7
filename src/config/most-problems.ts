import type { Problem } from '../model/problem.ts';

/** Of a config nobody reads more at once, and a small one may have millions: its defaults count in each cluster. */
export const mostProblems = 1000;

/** How many values `defaults` may put into all clusters together. */
export const mostDefaults = 2_000_000;

/** The first problems, errors before warnings if there are too many, and the last one to say how many there are more. */
export function firstProblems(problems: readonly Problem[]): readonly Problem[] {
  if (problems.length <= mostProblems) return problems;
  const errors = problems.filter(({ severity }) => severity === 'error');
  const kept = [...errors, ...problems.filter(({ severity }) => severity === 'warning')];
  const more = problems.length - mostProblems;
  return [
    ...kept.slice(0, mostProblems),
    {
      severity: errors.length > mostProblems ? 'error' : 'warning',
      path: ['clusters'],
      at: 'key',
      message: `there ${more === 1 ? 'is one more' : `are ${more} more`}, not told here`,
      hint: 'mend those that are told first',
    },
  ];
}

/** How many values stand in a value, itself included. */
export function weightOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce<number>((sum, inner) => sum + weightOf(inner), 1);
}
