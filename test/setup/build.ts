import { execFileSync } from 'node:child_process';

/** Bundles the command once, so that tests run what is published and not only its sources. */
export default function setup(): void {
  execFileSync('npm', ['run', '--silent', 'build:js'], { stdio: ['ignore', 'ignore', 'inherit'] });
}
