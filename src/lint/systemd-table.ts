/** What one version of systemd understands in a unit. */
export interface SystemdTable {
  readonly version: number;
  /** The characters that may stand before the path in an Exec line. */
  readonly execPrefixes: string;
  /** The names of the directives that a section may have, by the section's name. */
  readonly sections: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Makes a table of lists of names, which are separated by white space. */
export function systemdTable(facts: {
  readonly version: number;
  readonly execPrefixes: string;
  readonly sections: Readonly<Record<string, string>>;
}): SystemdTable {
  const sections = Object.entries(facts.sections).map(
    ([section, names]) => [section, new Set(names.trim().split(/\s+/))] as const,
  );
  return { ...facts, sections: new Map(sections) };
}
