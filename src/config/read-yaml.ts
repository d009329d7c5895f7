import { isScalar } from 'yaml';

import { LvsgenError } from '../diagnostic.ts';
import { assertJson } from './json-syntax.ts';
import { locateIn } from './locate.ts';
import type { Readout } from './readout.ts';
import { SourceText } from './source-text.ts';
import { checkTree } from './tree-check.ts';
import { parseYaml, plainValue } from './yaml-text.ts';

/**
 * Reads a config in YAML.
 *
 * @throws LvsgenError when it is empty or is not YAML
 */
export function readYaml(text: string, file: string): Readout {
  return readTree(new SourceText(text), file);
}

/**
 * Reads a config in JSON. YAML's parser, which knows all of JSON, finds the places; what it allows beyond is refused.
 *
 * @throws LvsgenError when it is empty or is not JSON
 */
export function readJson(text: string, file: string): Readout {
  const source = new SourceText(text);
  if (text.trim() !== '') assertJson(source, file);
  const tree = readTree(source, file);
  return { ...tree, config: JSON.parse(text) };
}

function readTree(source: SourceText, file: string): Readout {
  const document = parseYaml(source, file);
  const root = document.contents;
  if (root === null || (isScalar(root) && root.value === null)) {
    const message = 'the config is empty';
    const hint = 'give it a cluster with mode, vips and targets; lvsgen init writes an example';
    throw new LvsgenError([{ severity: 'error', message, hint, file }]);
  }
  const findings = checkTree(root, source, file);
  const locate = locateIn(document, source);
  return { config: plainValue(document, file), findings, locate };
}
