import { expect, it } from 'vitest';
import { withoutName } from '../../src/review/own-name.ts';

it.each([
  ['web', '*'],
  ['lvs-web', 'lvs-*'],
  ['lvs-web-director.service', 'lvs-*-director.service'],
  ["service='web' web.", "service='*' *."],
  ['/etc/rc.d/init.d/lvs-web', '/etc/rc.d/init.d/lvs-*'],
  ['web-2 lvs-web-2 my-web webs cobweb web_ _web', 'web-2 lvs-web-2 my-web webs cobweb web_ _web'],
  ['lvs-web-directors xlvs-web', 'lvs-web-directors xlvs-web'],
])('puts * for the name in %j', (text, expected) => {
  expect(withoutName('web', '*')(text)).toBe(expected);
});
