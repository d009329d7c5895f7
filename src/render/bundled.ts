import { compileNow } from './compile.ts';
import type { Templates } from './template.ts';
import { bundledFile, loadTemplates } from './texts.ts';

/** The templates that the package brings along. A bundle has the value itself: rolldown.config.ts puts it here. */
export const bundled: Templates = compileNow(loadTemplates(), bundledFile);
