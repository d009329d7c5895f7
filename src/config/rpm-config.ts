/** What the RPM packages of a cluster say of themselves. */
export interface RpmConfig {
  /**
   * The version of the packages: letters, digits and . _ + ~ ^. Without it, lvsgen rpm wants --package-version, which
   * wins over it.
   */
  readonly version?: string | number | undefined;
  /**
   * The release of the packages, of the same characters; the name of the target follows it, as in 1.el6.
   * --package-release wins over it.
   */
  readonly release?: string | number | undefined;
  /**
   * The license field: under which terms the scripts may be passed on. They belong to whoever renders them, so without
   * it nobody is given any.
   */
  readonly license?: string | undefined;
  /** The address of a page about the packages. */
  readonly url?: string | undefined;
  /** Who gives out the packages. */
  readonly vendor?: string | undefined;
  /** Whom to write to about the packages, such as Operations <ops@example.com>. */
  readonly packager?: string | undefined;
}
