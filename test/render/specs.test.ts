import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refusal, spec } from './render.ts';
import { anyValue } from './values.ts';

const HOSTILE = String.raw`a" $(reboot) %{name} %(touch /tmp/x) \ `;

describe('a value of a tag', () => {
  it('is put as text', () => {
    expect(spec('# of {{a}}\nName: {{a}}-{{b}}\n', { a: 'lvs-web', b: 7 })).toBe(
      '# of lvs-web\nName: lvs-web-7\n',
    );
  });

  it.for(['%', 'a%%', 'a\nb', '', ' ', 'a\\'])('is refused if it is %j', (a) => {
    expect(refusal(() => spec('Name: {{a}}\n', { a }))).toMatch(/^templates\S+:1:7 The value/);
  });

  it.for(['{{a}}: b\n', 'Na{{a}}: b\n', '%global {{a}} b\n', '%if {{a}}\n'])(
    'is refused in %j',
    (text) => {
      expect(refusal(() => spec(text, { a: 'x' }))).toMatch(/:1:\d+ An interpolation /);
    },
  );
});

describe('a description', () => {
  it('has its percent signs doubled', () => {
    expect(spec('%description\nFor {{a}}.\n', { a: HOSTILE })).toBe(
      `%description\nFor ${HOSTILE.replaceAll('%', '%%')}.\n`,
    );
  });

  it('may begin a line with a value, but not with a percent sign', () => {
    expect(spec('%description\n{{a}}\n', { a: 'b%' })).toBe('%description\nb%%\n');
    for (const a of ['%', '%files', ' %if 1'])
      expect(refusal(() => spec('%description\n{{a}}\n', { a }))).toMatch(/:2:1 .*begins a line/);
  });

  it('stays text for any value', () => {
    fc.assert(
      fc.property(anyValue, (a) => {
        let text: string;
        try {
          text = spec('%description\nFor {{a}}.\n%files\n/a\n', { a });
        } catch {
          return;
        }
        const lines = text.split('\n');
        expect(lines).toHaveLength(5);
        // Whatever is left of percent signs once pairs are taken out would be a macro.
        expect(lines[1]?.replaceAll('%%', '')).not.toContain('%');
      }),
    );
  });
});

describe('a list of files', () => {
  it('has whole paths', () => {
    const text = '%files\n%defattr(-, root, root, -)\n%dir /usr/a\n{{a}}\n';
    expect(spec(text, { a: '/usr/a/b-c' })).toContain('\n/usr/a/b-c\n');
    for (const a of ['usr/a', '/a b', '/a*', '/%{x}', '/a"', '/a\nb', ''])
      expect(refusal(() => spec(text, { a }))).toMatch(/:4:1 .*not a plain absolute path/);
    expect(refusal(() => spec('%files\n/usr/{{a}}\n', { a: 'b' }))).toContain('not a whole line');
    expect(refusal(() => spec('%files\n%dir {{a}}\n', { a: '/b' }))).toContain('percent sign');
  });
});

describe('a scriptlet', () => {
  it('is shell', () => {
    expect(spec('%post\necho {{a}} "$1" || :\n', { a: "it's $HOME" })).toBe(
      `%post\necho 'it'\\''s $HOME' "$1" || :\n`,
    );
    expect(refusal(() => spec('%post\necho "{{a}}"\n', { a: 'b' }))).toContain('in double quotes');
  });

  it.for(['50%', '%(id)', 'a\n%files'])('takes no %j', (a) => {
    expect(refusal(() => spec('%post\necho {{a}}\n', { a }))).toMatch(/:2:6 The value/);
  });

  it.for([
    "%post\necho '\n%files\n'\n",
    '%post\necho $(\n',
    '%post\necho ${a%b}\n',
    'Name: %{x}\n',
    '%description\n50% of it\n',
    '%include /etc/passwd\n',
    '%post -p /sbin/ldconfig\n',
    '%global x %(id)\n',
    '# %install\n',
    '%post\n# 50%\n',
  ])('and whatever else rpm could expand is refused: %j', (text) => {
    expect(refusal(() => spec(text))).toMatch(/^templates\//);
  });

  it('joins ways that end alike', () => {
    const text =
      '%post\n{{#if a}}\necho a\n{{else}}\necho b\n{{/if}}\n{{#if a}}\n\n%postun\nb\n{{/if}}\n';
    expect(spec(text, { a: true })).toBe('%post\necho a\n\n%postun\nb\n');
    expect(refusal(() => spec('{{#if a}}\n%post\n{{/if}}\n', { a: true }))).toContain(
      'end in different places',
    );
  });
});
