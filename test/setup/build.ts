import { build, type BuildOptions } from 'rolldown';
import command from '../../rolldown.config.ts';
import page from '../../rolldown.page.ts';

/** Bundles the command and the page once, so that tests run what is published and not only its sources. */
export default async function setup(): Promise<void> {
  await build([command, page] as BuildOptions[]);
}
