import { expect, it } from 'vitest';
import { selects } from '../../src/roles/selection.ts';

const path = 'web/real-server/el6/etc/rc.d/init.d/lvs-web';

it.each([
  [{}, true],
  [{ clusters: [], roles: [], targets: [] }, true],
  [{ clusters: ['db', 'web'] }, true],
  [{ clusters: ['we'] }, false],
  [{ clusters: ['web'], roles: ['real-server'], targets: ['el6'] }, true],
  [{ clusters: ['web'], roles: ['director'] }, false],
  [{ targets: ['el7'] }, false],
])('%j selects: %s', (selection, expected) => {
  expect(selects(selection, path)).toBe(expected);
});
