// Whatever a script does: an answer, or a refusal that says why, soon.
import { expect, it } from 'vitest';
import { auditFile } from '../../src/audit/audit.ts';
import { LvsgenError } from '../../src/base/diagnostic.ts';

const vip = 'ip addr add 192.0.2.10/32 dev lo\n';
const many = (text: string, count: number): string => text.repeat(count);

it.each([
  ['answers', 'a thousand lines', many(`${vip}sysctl -w net.ipv4.conf.all.arp_ignore=1\n`, 500)],
  ['answers', 'conditions that nobody can decide', many('if foo; then x=1; fi\n', 2000) + vip],
  ['answers', 'a long chain of them', `${many('foo && bar || ', 2000)}true\n${vip}`],
  ['answers', 'patterns', `x=${many('a', 5000)}\necho \${x##${many('*a', 40)}b}\n${vip}`],
  ['answers', 'errors', vip + many(') foo\n', 20_000)],
  ['answers', 'a loop that waits', `${vip}while true; do sleep 60; done\n`],
  ['answers', 'names of objects', `__proto__=1\nconstructor x\n__proto__ y\n${vip}`],
  ['refuses', 'a loop that counts', `${vip}while true; do i=$((i + 1)); done\n`],
  ['refuses', 'recursion', `f() { f | f; }\nf\n${vip}`],
  ['refuses', 'a script that calls itself', `$0\n$0\n${vip}`],
  ['refuses', 'doubling', `x=aaaa\n${many('x=$x$x\n', 60)}${vip}`],
  ['refuses', 'ranges', `echo {1..100000}{1..100000} $(seq 1 100000000)\n${vip}`],
  ['refuses', 'nesting', vip + many('if a; then ', 50_000)],
  ['refuses', 'substitutions in each other', `${vip}echo ${many('$(', 100_000)}`],
  ['refuses', 'a huge file', vip + many('a', 10_000_000)],
  ['refuses', 'NUL bytes', `${vip}\0`],
])('%s %s', (wanted, _, text) => {
  const start = performance.now();
  let answer = 'answers';
  try {
    const { diagnostics } = auditFile('lvs.sh', new TextEncoder().encode(`#!/bin/bash\n${text}`));
    expect(diagnostics.map(({ rule }) => rule)).toContain('vip-before-suppression');
  } catch (error) {
    expect(error).toBeInstanceOf(LvsgenError);
    answer = 'refuses';
  }
  expect(answer).toBe(wanted);
  expect(performance.now() - start).toBeLessThan(5000);
});
