import { LvsgenError } from '../diagnostic.ts';
import { assertJson } from './json-syntax.ts';
import { locateIn } from './locate.ts';
import type { Readout } from './readout.ts';
import { SourceText } from './source-text.ts';
import { checkTree } from './tree-check.ts';
import { nodesOf } from './yaml-nodes.ts';
import { parseYaml, plainValue } from './yaml-text.ts';

/**
 * Reads a config in YAML.
 *
 * @throws LvsgenError when it is empty or is not YAML
 */
export function readYaml(text: string, file: string): Readout {
  const source = new SourceText(text);
  return readTree(source, file, (events) => plainValue(events, source, file));
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

function readTree(
  source: SourceText,
  file: string,
  value: (events: ReturnType<typeof parseYaml>) => unknown,
): Readout {
  const events = parseYaml(source, file);
  const [document] = events;
  if (document === undefined) throw emptyConfig(file);
  const root = nodesOf(source.text, events);
  const findings = checkTree(root, source, file);
  const config = value(events);
  if (config === null) throw emptyConfig(file);
  return { config, findings, locate: locateIn(root, source) };
}

function emptyConfig(file: string): LvsgenError {
  const message = 'the config is empty';
  const hint = 'give it a cluster with mode, vips and targets; lvsgen init writes an example';
  return new LvsgenError([{ severity: 'error', message, hint, file }]);
}
