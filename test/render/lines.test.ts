// Units and specs: how a value is escaped follows from its line.
import { describe, expect, it } from 'vitest';
import { print, refusal } from './render.ts';

const hostile = String.raw`a"; rm -rf / #$(reboot) %n %(touch /tmp/x) \ `;
const doubled = hostile.replaceAll('%', '%%');
const view = { a: hostile, b: 7, name: 'lvs-web', path: '/usr/sbin/lvs-web' };

describe('a unit', () => {
  const unit = (text: string, a: unknown = view.a): string =>
    print('systemd', text, { ...view, a: a as string });

  it.each([
    ['text behind a key', 'Description=LVS, {{a}} {{b}}\n', `Description=LVS, ${doubled} 7\n`],
    ['text behind blanks', ' Description = {{a}}.\n', ` Description = ${doubled}.\n`],
    ['a comment', '# {{a}}.\n; {{b}}\n', `# ${hostile}.\n; 7\n`],
    ['a plain word in an Exec line', 'ExecStart={{path}} x\n', 'ExecStart=/usr/sbin/lvs-web x\n'],
    ['a plain word of an environment', 'Environment=A={{b}}\n', 'Environment=A=7\n'],
    ['a branch', 'After=a{{#if b}} {{path}}{{/if}}\n', 'After=a /usr/sbin/lvs-web\n'],
  ])('has a value as %s', (_, text, printed) => {
    expect(unit(text)).toBe(printed);
  });

  it.each([
    ['x\n[Service]\nExecStart=/bin/evil', 'U+000A'],
    ['x\ry', 'U+000D'],
    ['x\0', 'U+0000'],
    ['x\u2028y', 'U+2028'],
    ['\ud800', 'U+D800'],
    ['x\\', 'ends in a backslash'],
  ])('refuses text such as %j', (a, reason) => {
    for (const text of ['Description={{a}}\n', '# of {{a}}\n', '; of {{a}}\n']) {
      const message = refusal(() => unit(`[Unit]\n${text}`, a));
      expect(message).toContain(reason);
      expect(message).toMatch(/example\.hbs:2:\d+ /);
    }
  });

  it.each(['a b', '%n', '$HOME', ';', '"', "'", 'a\\x', '', '-x\n', '~root'])(
    'refuses the word %j',
    (a) => {
      for (const key of ['ExecStart=/bin/x ', ' ExecStart = ', 'ExecStart=', 'Environment=A=']) {
        expect(refusal(() => unit(`${key}{{a}}\n`, a))).toContain('is not a plain word');
      }
    },
  );

  it.each([
    ['as a section', '[{{a}}]\n'],
    ['as a key', '{{a}}=x\n'],
    ['in a key', 'Exec{{a}}=x\n'],
    ['on a line that goes on', 'Description={{a}}\\\ny\n'],
    ['behind one', '# x\\\\{{! }}\nExecStart={{a}}\n'],
  ])('refuses a value %s', (_, text) => {
    expect(refusal(() => unit(text, 'x'))).toMatch(/:[12]:\d+ In a unit, a value stands in/);
  });
});

describe('a spec', () => {
  const spec = (text: string, a = hostile): string => print('spec', text, { ...view, a });

  it.each([
    ['a comment', '# of {{b}}\n', '# of 7\n'],
    ['a tag', 'Name: {{name}}-{{b}}\n', 'Name: lvs-web-7\n'],
    ['text', '%description\nFor {{a}}.\n', `%description\nFor ${doubled}.\n`],
    ['a line of the description', '%description\n{{b}}\n', '%description\n7\n'],
    ['a path', '%files\n%defattr(-)\n{{path}}\n', '%files\n%defattr(-)\n/usr/sbin/lvs-web\n'],
    ['a word of a scriptlet', '%post\necho "{{name}}" {{b}}\n', '%post\necho "lvs-web" 7\n'],
    ['a word behind %if', '%post\n%if 1\necho {{b}}\n', '%post\n%if 1\necho 7\n'],
  ])('has a value as %s', (_, text, printed) => {
    expect(spec(text)).toBe(printed);
  });

  it.each(['%', 'a%%', 'a\nb', '', ' ', 'a\\'])('refuses the tag or comment %j', (a) => {
    expect(refusal(() => spec('Name: {{a}}\n', a))).toMatch(/:1:7 The value/);
    expect(refusal(() => spec('# x{{a}}\n', a))).toMatch(/:1:4 The value/);
  });

  it.each(['%', '%files', ' %if 1', 'a\nb', 'a\\'])('refuses the line %j in a description', (a) => {
    expect(refusal(() => spec('%description\n{{a}}\n', a))).toMatch(/:2:1 The value/);
  });

  it.each([
    ...['%post', '%POST', '%post -p /bin/sh', '%files', '%package doc'],
    ...['%description\nx\n%verifyscript', '%description\n%triggerin -- x', '%{{! }}post'],
  ])('refuses anything but a plain word in %s', (section) => {
    for (const a of ['50%', '%(id)', 'a\n%files', 'a b', "it's", '$HOME', '~', '']) {
      expect(refusal(() => spec(`${section}\necho {{a}}\n`, a))).toContain('is not a plain word');
    }
  });

  it.each([
    ['as a tag', '{{a}}: b\n'],
    ['in a tag', 'Na{{a}}: b\n'],
    ['in a macro', '%global {{a}} b\n'],
    ['in a condition', '%if {{a}}\n'],
  ])('refuses a value %s', (_, text) => {
    expect(refusal(() => spec(text, 'x'))).toMatch(/:1:\d+ Above the sections of a spec/);
  });
});
