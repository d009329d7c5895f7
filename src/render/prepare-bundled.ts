import type { Language } from '../model/artifact.ts';
import { loadTemplates, partialsFolder } from './load-templates.ts';
import { prepare } from './prepare.ts';
import type { PreparedTemplate } from './prepared-earlier.ts';

/** What the templates of each folder are written in; partials are shell. */
const languages: Readonly<Record<string, Language>> = { rpm: 'spec', 'service/unit': 'systemd' };

/** Prepares the bundled templates, for the build. */
export function prepareBundled(): readonly PreparedTemplate[] {
  return Array.from(loadTemplates(), ([name, text]) => {
    const [folder = ''] = name.split('/');
    const language = languages[name] ?? languages[folder] ?? 'shell';
    const whole = !name.startsWith(partialsFolder);
    return { text, language, whole, prepared: prepare(`${name}.hbs`, text, language, whole) };
  });
}
