import { isUnit, understandConfiguration } from './configuration.ts';
import type { Step, Understood } from './effect.ts';
import { type ReadFile, understandShell } from './shell.ts';
import { readUnit } from './unit.ts';

/** Reads a file, whatever it is written in; what is no unit and no configuration is read as shell. */
export function understand(file: string, text: string, readFile?: ReadFile): Understood {
  const configuration = understandConfiguration(text, file);
  if (configuration !== undefined) return configuration;
  return isUnit(text)
    ? understandUnit(file, text, readFile)
    : understandShell(file, text, readFile);
}

/** What a unit does: its own commands, and those of the scripts that it runs where they are at hand. */
function understandUnit(
  file: string,
  text: string,
  readFile: ReadFile = () => undefined,
): Understood {
  const actions = new Map<string, readonly Step[]>();
  for (const [action, script] of readUnit(text).scripts) {
    const steps: Step[] = [];
    for (const own of understandShell(file, script).actions.values()) steps.push(...own);
    for (const [, path = '', verb = 'start'] of script.matchAll(
      /^\s*(\/\S+)(?:[ \t]+([\w-]+))?/gm,
    )) {
      const called = readFile(path);
      const all =
        called === undefined ? undefined : understandShell(path, called, readFile).actions;
      steps.push(...(all?.get(verb) ?? all?.get('start') ?? []));
    }
    actions.set(action, steps);
  }
  return { file, kind: 'unit', actions };
}
