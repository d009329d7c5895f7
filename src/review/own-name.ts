import { directorSuffix, servicePrefix } from '../model/names.ts';

/** Makes something that puts `substitute` in the place of a cluster's name, wherever it stands as a word. */
export function withoutName(cluster: string, substitute: string): (text: string) => string {
  // The words of a name may be joined by hyphens, so that lvs-web-2 is about another cluster than web.
  const word = new RegExp(
    `(?<![\\w-])(${servicePrefix})?${cluster}(${directorSuffix})?(?![\\w-])`,
    'g',
  );
  return (text) =>
    text.replace(
      word,
      (_, prefix: string | undefined, suffix: string | undefined) =>
        `${prefix ?? ''}${substitute}${suffix ?? ''}`,
    );
}
