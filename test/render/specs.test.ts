import { describe, expect, it } from 'vitest';
import { refusal, spec } from './render.ts';

const hostile = String.raw`a" $(reboot) %{name} %(touch /tmp/x) \ `;

it.each([
  ['a comment', '# of {{b}}\n', '# of 7\n'],
  ['a tag', 'Name: {{a}}-{{b}}\n', 'Name: lvs-web-7\n'],
  [
    'text of the description',
    '%description\nFor {{hostile}}.\n',
    `%description\nFor ${hostile.replaceAll('%', '%%')}.\n`,
  ],
  ['a line of the description', '%description\n{{b}}\n', '%description\n7\n'],
  [
    'a path',
    '%files\n%defattr(-, root, root, -)\n{{path}}\n',
    '%files\n%defattr(-, root, root, -)\n/usr/a\n',
  ],
  ['a word of a scriptlet', '%post\necho "{{a}}" {{path}}\n', '%post\necho "lvs-web" /usr/a\n'],
  [
    'a word behind a section that a branch has',
    '%post\nx\n{{#if b}}\n%postun\n{{/if}}\necho {{a}}\n',
    '%post\nx\n%postun\necho lvs-web\n',
  ],
])('a value is printed as %s', (_, text, printed) => {
  expect(spec(text, { a: 'lvs-web', b: 7, path: '/usr/a', hostile })).toBe(printed);
});

it.each(['%', 'a%%', 'a\nb', '', ' ', 'a\\'])('a tag or a comment is refused with %j', (a) => {
  expect(refusal(() => spec('Name: {{a}}\n', { a }))).toMatch(/^templates\S+:1:7 The value/);
  expect(refusal(() => spec('# x{{a}}\n', { a }))).toMatch(/^templates\S+:1:4 The value/);
});

it.each(['%', '%files', ' %if 1', 'a\nb', 'a\\'])(
  'a line of the description is refused with %j',
  (a) => {
    expect(refusal(() => spec('%description\n{{a}}\n', { a }))).toMatch(/:2:1 The value/);
    expect(refusal(() => spec('%description\n{{b}}{{a}}\n', { a, b: '' }))).toMatch(
      /:2:6 The value/,
    );
  },
);

describe('anything but a plain word is refused in', () => {
  it.each([
    '%post',
    '%POST',
    '%post -p /bin/sh',
    '%files',
    '%package doc',
    '%description\nx\n%verifyscript',
    '%description\n%triggerin -- x',
    '%description\n%{{! }}post',
  ])('%s', (section) => {
    for (const a of ['50%', '%(id)', 'a\n%files', 'a b', "it's", '$HOME', '~', '']) {
      expect(refusal(() => spec(`${section}\necho {{a}}\n`, { a }))).toContain(
        'is not a plain word',
      );
    }
  });
});

it.each([
  ['as a tag', '{{a}}: b\n'],
  ['in a tag', 'Na{{a}}: b\n'],
  ['in a macro', '%global {{a}} b\n'],
  ['in a condition', '%if {{a}}\n'],
])('a value is refused %s', (_, text) => {
  expect(refusal(() => spec(text, { a: 'x' }))).toMatch(
    /:1:\d+ Before the first section of a spec/,
  );
});

it.each([
  ['begins a section, of which text is another', '{{#if a}}\n%post\n{{/if}}\n'],
  ['begins a description', '%post\n{{#if a}}\n%description\n{{/if}}\necho {{a}}\n'],
  ['ends within a line', 'Name: x\n{{#if a}}%post{{/if}}\n'],
])('a branch is refused that %s', (_, text) => {
  expect(refusal(() => spec(text, { a: 'x' }))).toContain('The branches of a block');
});
