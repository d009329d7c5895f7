import { reportGithub } from './github.ts';
import { reportGitlab } from './gitlab.ts';
import { reportJson } from './json.ts';
import { reportSarif } from './sarif.ts';
import type { Reporter } from './shared.ts';
import { reportText } from './text.ts';

/** The formats by name. */
export const reporters = {
  text: reportText,
  json: reportJson,
  github: reportGithub,
  gitlab: reportGitlab,
  sarif: reportSarif,
} as const satisfies Readonly<Record<string, Reporter>>;

/** The name of a format. */
export type ReportFormat = keyof typeof reporters;

/** Their names. */
export const reportFormats = Object.keys(reporters) as readonly ReportFormat[];
