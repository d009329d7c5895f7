import type { PackageText } from './package-text.ts';
import type { PackageVersion } from './package-version.ts';

/** What RPM packages say of themselves beside what they hold. */
export interface PackageSettings {
  /** Absent where it is given when the spec is rendered. */
  readonly version?: PackageVersion | undefined;
  readonly release: PackageVersion;
  readonly license: PackageText;
  readonly url?: PackageText | undefined;
  readonly vendor?: PackageText | undefined;
  readonly packager?: PackageText | undefined;
}
