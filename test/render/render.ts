import { expect } from 'vitest';

import { LvsgenError, type Diagnostic } from '../../src/base/diagnostic.ts';
import type { Artifact, View } from '../../src/roles/artifact.ts';
import { createRenderer } from '../../src/render/renderer.ts';
import { asBundled } from '../../src/render/templates.ts';

/** An artifact of the template `real-server/example`. */
export function artifact(view: View, language: Artifact['language'] = 'shell'): Artifact {
  return {
    cluster: 'web',
    role: 'real-server',
    target: 'el7',
    installPath: '/etc/example',
    mode: 0o755,
    language,
    template: 'real-server/example',
    view,
  };
}

/** Renders one template as shell; partials by name. */
export function shell(
  text: string,
  view: View = {},
  partials: Record<string, string> = {},
): string {
  return render('shell', text, view, partials);
}

/** Renders one template as a unit file. */
export function unit(text: string, view: View = {}, partials: Record<string, string> = {}): string {
  return render('systemd', text, view, partials);
}

/** Renders one template as a spec. */
export function spec(text: string, view: View = {}): string {
  return render('spec', text, view, {});
}

function render(
  language: Artifact['language'],
  text: string,
  view: View,
  partials: Record<string, string>,
): string {
  const templates = new Map([
    ['real-server/example', text],
    ...Object.entries(partials).map(([name, body]): [string, string] => [`partials/${name}`, body]),
  ]);
  return createRenderer(asBundled(templates))(artifact(view, language)).content;
}

/** What the action was refused with; fails if it was not refused, or not in the form that users are to see. */
export function refusals(action: () => unknown): readonly Diagnostic[] {
  let thrown: unknown;
  try {
    action();
  } catch (error) {
    thrown = error;
  }
  if (thrown === undefined) throw new Error('it was not refused');
  expect(thrown).toBeInstanceOf(LvsgenError);
  if (!(thrown instanceof LvsgenError)) return [];
  for (const { message, hint, file, position } of thrown.diagnostics) {
    if (message === '' || hint === undefined || file === undefined || position === undefined) {
      throw new Error(`incomplete diagnostic: ${JSON.stringify(thrown.diagnostics)}`);
    }
  }
  return thrown.diagnostics;
}

/** The first refusal as `file:line:column message`. */
export function refusal(action: () => unknown): string {
  const [first] = refusals(action);
  return `${first?.file ?? ''}:${first?.position?.line ?? 0}:${first?.position?.column ?? 0} ${first?.message ?? ''}`;
}
