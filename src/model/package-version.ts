import type { Brand } from './brand.ts';
import { quote } from '../base/quote.ts';
import { Refusal } from './refusal.ts';

/** A version or a release as rpm compares them. */
export type PackageVersion = Brand<string, 'PackageVersion'>;

/**
 * A pattern for the JSON Schema: what {@link parsePackageVersion} accepts. rpm takes these characters and no two dots
 * in a row (rpmCharCheck in build/parsePreamble.c); a hyphen parts version and release in the name of a package.
 */
export const packageVersionPattern = /^(?!.*\.\.)[A-Za-z0-9][A-Za-z0-9._+~^]*$/;

/** In characters. */
export const longestPackageVersion = 64;

/** Reads the version of a package, or its release: `what` names which. */
export function parsePackageVersion(
  what: 'version' | 'release',
  text: string,
): PackageVersion | Refusal {
  const shown = quote(text);
  const example = what === 'version' ? 'such as 1.4.2' : 'such as 1';
  if (text === '') return new Refusal(`${what} is empty`, `write one, ${example}`);
  if (text.includes('-')) {
    const hint = what === 'version' ? 'what follows it may be the release' : `write one ${example}`;
    return new Refusal(
      `${what} ${shown} has a hyphen, which rpm keeps for between name, version and release`,
      `use a dot instead; ${hint}`,
    );
  }
  if (!packageVersionPattern.test(text)) {
    return new Refusal(
      `${what} ${shown} is none to rpm: letters, digits and . _ + ~ ^ are what it takes, a letter or digit first and no two dots in a row`,
      `write one ${example}`,
    );
  }
  if (text.length > longestPackageVersion) {
    return new Refusal(
      `${what} has ${text.length} characters, and file names get too long beyond ${longestPackageVersion}`,
      'shorten it',
    );
  }
  return text as PackageVersion;
}
