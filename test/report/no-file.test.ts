// GitLab and code scanning want a file for everything: what has none is told of the config.
import { expect, it } from 'vitest';
import { reporters } from '../../src/report/index.ts';

const failure = { severity: 'error', message: 'there is no ShellCheck here' } as const;

it.for([
  [{ colour: false }, 'lvsgen.yaml'],
  [{ colour: false, config: 'sites/osaka.ts' }, 'sites/osaka.ts'],
] as const)('with %o it is %s', ([options, file]) => {
  expect(JSON.parse(reporters.gitlab([failure], options))).toMatchObject([
    { check_name: 'failure', location: { path: file, lines: { begin: 1 } } },
  ]);
  const physicalLocation = { artifactLocation: { uri: file }, region: { startLine: 1 } };
  expect(JSON.parse(reporters.sarif([failure], options))).toMatchObject({
    runs: [{ results: [{ ruleId: 'failure', locations: [{ physicalLocation }] }] }],
  });
});

it('is no file in the formats that can do without', () => {
  const options = { colour: false, config: 'lvsgen.yaml' };
  expect(reporters.github([failure], options)).toBe(
    '::error title=lvsgen%3A failure::there is no ShellCheck here\n',
  );
  expect(JSON.parse(reporters.json([failure], options))).toEqual({
    version: 1,
    diagnostics: [failure],
  });
});
