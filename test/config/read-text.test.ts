import { describe, expect, it, vi } from 'vitest';

import { readConfigFile } from '../../src/config/read-text.ts';
import { diagnosticsOf } from './support.ts';

// Root may read everything, so only a stand-in can refuse.
vi.mock('node:fs/promises', () => ({
  open: () =>
    Promise.reject(Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' })),
}));

describe('a file that may not be read', () => {
  it('is told apart from one that is missing', async () => {
    expect(await diagnosticsOf(() => readConfigFile('/etc/lvsgen.yaml', '../lvsgen.yaml'))).toEqual(
      [
        {
          severity: 'error',
          file: '../lvsgen.yaml',
          message: 'the file may not be read by this user',
          hint: 'look at its mode and owner with ls -l',
        },
      ],
    );
  });
});
