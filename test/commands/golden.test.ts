import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { lvsgen } from './lvsgen.ts';

// After a change of a template: npm start, then read the whole diff of generated/.
it('renders lvsgen.yaml to what is committed as generated/', async () => {
  const root = fileURLToPath(new URL('../../', import.meta.url));
  const { code, stdout, stderr } = await lvsgen(root, ['check']);
  expect({ code, stdout }, stderr).toEqual({ code: 0, stdout: '' });
});
