import fc from 'fast-check';

/**
 * The program that no shell, systemd or rpm may ever run, and the file that none may make. Its name is short enough for
 * an interface, and plain enough for every other name.
 */
export const marker = 'pwn';

const injections = [
  `$(${marker})`,
  `\`${marker}\``,
  `;${marker};`,
  `|${marker}`,
  `&${marker}&`,
  `\n${marker}\n`,
  `\r\n${marker}\r\n`,
  `'\n${marker}\n'`,
  `';${marker};'`,
  `";${marker};"`,
  `"$(${marker})"`,
  `'"\`${marker}\`"'`,
  `>${marker}`,
  `>/tmp/${marker}`,
  `<(${marker})`,
  `\${x:-$(${marker})}`,
  `$((${marker}))`,
  `\\\n${marker}`,
  `EOF\n${marker}\nEOF\n`,
  `$'\\n${marker}'`,
  `)${marker};(`,
  `}${marker};{`,
  `# \n${marker}`,
  `\v${marker}`,
  `\u0085${marker}`,
  `\u2028${marker}`,
  `\u00a0${marker}`,
  `\${IFS}${marker}`,
  `%(${marker})`,
  `%{expand:%(${marker})}`,
  `%{lua:os.execute("${marker}")}`,
  `\n%post\n${marker}\n`,
  `\n%(${marker})\n`,
  `\n[Service]\nExecStartPre=/usr/sbin/${marker}\n`,
  `\nExecStart=/usr/sbin/${marker}\n`,
  `-e ${marker}`,
  `{{{service}}}${marker}`,
];

const oddities = [
  ...['$', '`', '"', "'", '\\', '%', '#', '*', '?', '[', ']', '{', '}', '(', ')', '<', '>', '|'],
  ...['&', ';', '~', '!', '=', ':', ',', '-', '@', '.', '..', '/', '//', ' ', '\t', '\n', '\r'],
  ...['%%', '%n', '%H', '$$', '$PATH', '${PATH}', '$1', '$@', '$?', '\\n', '\\0', '\\x41'],
  ...['\0', '\u001b[2J', '\u001b]0;x\u0007', '\u009b', '\u007f', '\b', '\ufeff', '\u00ad'],
  ...['\u202e', '\u2066', '\u200f', '\u061c', '\u2028', '\ud800', '\udc00', '\uffff', '\u{10ffff}'],
  ...['服务器', 'e\u0301', '😀', '\u0301', 'ﬃ', 'İ', '__proto__', 'constructor', 'toString'],
  ...['<<', '*a', '&a', '!!js/function', '0x1', '1e999', '010', '1_000', '.inf', '.nan', 'null'],
  ...['true', '~', '-0', '18446744073709551616', '../../etc/passwd', '/etc/passwd', '::1', '[::]'],
  ...['10.0.0.300', '0177.0.0.1', 'fe80::1%eth0', '::error::x', '](https://x)', '<script>', '@x'],
];

/** The unit "binary" of fast-check lists all of them first, which takes a second. */
const anyCharacter = fc.nat(0x10ffff).map((code) => String.fromCodePoint(code));

/** Text that means something to a shell, to systemd, to rpm, to a template, to a terminal or to YAML. */
export const hostileText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...injections) },
      { weight: 3, arbitrary: fc.constantFrom(...oddities) },
      { weight: 1, arbitrary: fc.string({ unit: anyCharacter, maxLength: 4 }) },
      { weight: 1, arbitrary: fc.constantFrom('web', 'eth0', '10.0.0.1', 'nginx', 'a b') },
      {
        weight: 1,
        arbitrary: fc
          .tuple(fc.constantFrom('a', '$', '\\', "'", '服', '\u202e'), fc.integer({ max: 400 }))
          .map(([text, times]) => text.repeat(Math.max(0, times))),
      },
    ),
    { minLength: 1, maxLength: 5 },
  )
  .map((parts) => parts.join(''));
