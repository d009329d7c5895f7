import { describe, expect, it } from 'vitest';

import type { KeyPath } from '../../src/model/problem.ts';
import { loadYaml } from './support.ts';

const text = `clusters:
  a: &a { vips: [10.0.0.1, 10.0.0.2], mode: dr }
  b: *a
  c:
    mode:
`;

describe('a path of the config', () => {
  it.each<[path: KeyPath, at: 'key' | 'value', place: string]>([
    [[], 'value', '1:1'],
    [['clusters'], 'key', '1:1'],
    [['clusters', 'a'], 'key', '2:3'],
    [['clusters', 'a', 'vips'], 'key', '2:11'],
    [['clusters', 'a', 'vips'], 'value', '2:17'],
    [['clusters', 'a', 'vips', 1], 'value', '2:28'],
    [['clusters', 'b'], 'key', '3:3'],
    [['clusters', 'b'], 'value', '2:9'],
    [['clusters', 'b', 'mode'], 'value', '2:45'],
    [['clusters', 'c', 'mode'], 'value', '5:5'],
    [['clusters', 'c', 'vips'], 'key', '4:3'],
    [['clusters', 'a', 'vips', 7], 'value', '2:11'],
    [['clusters', 'nope', 'vips', 0], 'value', '1:1'],
    [['nope'], 'key', '1:1'],
  ])('%j as %s', async (path, at, place) => {
    const { locate } = await loadYaml(text);
    const { line = 0, column = 0 } = locate?.(path, at).position ?? {};
    expect(`${line}:${column}`).toBe(place);
  });
});
