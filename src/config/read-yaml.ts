import { LvsgenError } from '../diagnostic.ts';
import { assertJson } from './json-syntax.ts';
import { locateIn } from './locate.ts';
import type { Readout } from './readout.ts';
import { SourceText } from './source-text.ts';
import { checkTree } from './tree-check.ts';
import { nodesOf, type YamlNode } from './yaml-nodes.ts';
import { plainValue } from './yaml-plain.ts';
import { parseYaml } from './yaml-text.ts';

/**
 * Reads a config in YAML.
 *
 * @throws LvsgenError when it is empty or is not YAML
 */
export function readYaml(text: string, file: string): Readout {
  return readTree(new SourceText(text), file, plainValue);
}

/**
 * Reads a config in JSON. YAML's parser, which knows all of JSON, finds the places; what it allows beyond is refused.
 *
 * @throws LvsgenError when it is empty or is not JSON
 */
export function readJson(text: string, file: string): Readout {
  const source = new SourceText(text);
  if (text.trim() !== '') assertJson(source, file);
  return readTree(source, file, () => JSON.parse(text) as unknown);
}

function readTree(source: SourceText, file: string, value: (root: YamlNode) => unknown): Readout {
  const events = parseYaml(source, file);
  const root = events.length === 0 ? undefined : nodesOf(source.text, events);
  if (root === undefined || (root.kind === 'scalar' && root.value === null)) {
    const message = 'the config is empty';
    const hint = 'give it a cluster with mode, vips and targets; lvsgen init writes an example';
    throw new LvsgenError([{ severity: 'error', message, hint, file }]);
  }
  const findings = checkTree(root, source, file);
  return { config: value(root), findings, locate: locateIn(root, source) };
}
