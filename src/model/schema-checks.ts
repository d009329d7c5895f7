import * as z from 'zod';
import { realServerUse } from './ip-address.ts';
import { about, addressOf, type Mode, text, type Text } from './schema-values.ts';

/** What a value is made of: keepalived has no escape, and gives other characters a meaning, depending on its version. */
export const wordPattern = /^[A-Za-z0-9_./:+^=,?&%-][A-Za-z0-9_./:@+^=,?&%-]*$/;
/** What is asked for by HTTP. */
const pathPattern = /^\/[A-Za-z0-9_./:@+^=,?&%-]*$/;
/** The absolute path of a script. */
const scriptPathPattern = /^(\/[A-Za-z0-9_.+-]+)+$/;
/** keepalived reads lines of 1,023 bytes. */
const longestWord = 250;

const port = z.int().min(1).max(65_535);
const seconds = (least: number, most: number) => z.int().min(least).max(most);

/** A word that keepalived takes as it is. */
export function word(
  example: string,
  pattern = wordPattern,
  hint = 'use letters, digits and the characters _ . / : @ + ^ = , ? & % - alone',
): Text {
  return text({ pattern, maxLength: longestWord, example }, (written, isOfPattern) => {
    if (isOfPattern && written.length <= longestWord) return undefined;
    const message = `this is not written as ${example} is, or has a character that keepalived gives a meaning, such as a blank, !, # or $`;
    return [message, hint];
  });
}

/** A program that keepalived calls. */
export const programKeys = {
  path: about(
    'The program, an absolute path that nobody but root may write.',
    word('/usr/libexec/keepalived/check', scriptPathPattern),
  ),
  arguments: about('Its arguments.', z.array(word('--fast')).prefault([]), ['--fast']),
};

const request = z.strictObject({
  path: about('What is asked for.', word('/health', pathPattern).default('/')),
  host: about('The host name of the request and of TLS.', word('www.example.com').optional()),
  status: about('The status of the answer that is right.', z.int().min(100).max(599).default(200)),
  port: about('The port, where it is not that of the service.', port.optional(), 8080),
});

const question = z.strictObject({
  name: about('The name that is asked for.', word('example.com')),
  type: about('The type of record.', z.enum(['A', 'AAAA', 'MX', 'NS', 'SOA', 'TXT']).default('A')),
  port: about('The port, where it is not that of the service.', port.optional(), 5353),
});

const kinds = {
  tcp: about(
    'A connection, to the port of the service or to this one.',
    z.union([z.literal(true), port]).optional(),
    true,
  ),
  http: about('A request by HTTP.', request.optional(), { path: '/health' }),
  https: about('A request by HTTPS; the certificate is not looked at.', request.optional(), {
    path: '/health',
  }),
  dns: about('A question by DNS.', question.optional(), { name: 'example.com' }),
  smtp: about('The greeting of a mail server.', z.literal(true).optional(), true),
  script: about(
    'A program on the directors: with exit status 0 the real server is well. It is not told which one is meant, so it suits services with one, or the check of a real server.',
    z.strictObject(programKeys).optional(),
    { path: '/usr/libexec/keepalived/check' },
  ),
};

const times = {
  interval: about('Seconds from one check to the next.', seconds(1, 3600).optional(), 5),
  timeout: about('Seconds that an answer may take.', seconds(1, 600).optional(), 3),
  retries: about('How often a check that fails is repeated.', seconds(0, 100).optional(), 2),
  retryDelay: about('Seconds before each of these.', seconds(1, 600).optional(), 1),
};

export const kindNames = Object.keys(kinds) as (keyof typeof kinds)[];

/** What a check may say, of which all but the times is one kind. */
const check = z.union([
  z.strictObject({ ...kinds, ...times }).check(({ value, issues }) => {
    const given = kindNames.filter((kind) => value[kind] !== undefined);
    if (given.length < 2) return;
    const message = `${given.join(' and ')} are kinds of checks, and a real server has one`;
    const params = { hint: 'keep one of them' };
    issues.push({ code: 'custom', input: value, path: [given[1] ?? ''], message, params });
  }),
  z.literal('off'),
]);

function sorryServer(mode: Mode) {
  const address = addressOf(mode, realServerUse, '192.0.2.30', '2001:db8::30');
  return z.strictObject({
    address: about(
      'The address, of one family: VIPs of the other have none. 127.0.0.1 is the director itself, not in mode nat.',
      mode === 'nat' ? address : z.union([z.literal('127.0.0.1'), address]),
      '192.0.2.30',
    ),
    port: about("In mode nat, the port, where it is not the service's own.", port.optional(), 8080),
  });
}

/* eslint-disable @typescript-eslint/explicit-module-boundary-types -- the types are what zod makes of the schemas */

/** What keepalived knows of every service, beside `keepalived` itself. */
export function healthKeys(mode: Mode) {
  return {
    check: about(
      'With keepalived, how real servers are checked: one of tcp, http, https, dns, smtp and script with its times, or off. By default tcp, every 5 seconds, with 3 seconds for an answer, 2 retries and 1 second before each.',
      check.optional(),
      { tcp: true, interval: 5, timeout: 3, retries: 2, retryDelay: 1 },
    ),
    sorryServer: about(
      'With keepalived, the server that answers when no real server does. In modes dr and tun it has to hold the VIPs, as real servers do.',
      sorryServer(mode).optional(),
      { address: '192.0.2.30' },
    ),
  };
}

/** What keepalived knows of a real server beside what IPVS does. */
export const realServerHealthKeys = {
  check: about(
    'With keepalived, how this real server is checked, where it is not as its services say.',
    check.optional(),
    { tcp: 8080 },
  ),
};

/** What one service has of that, and what only services have. */
export function serviceHealthKeys(mode: Mode) {
  return {
    ...healthKeys(mode),
    quorum: about(
      'With keepalived, the least weight of live real servers: with less, the sorry server answers.',
      z.int().min(1).max(1_000_000).optional(),
      2,
    ),
    hysteresis: about(
      'With quorum, by how much it has to be passed: the service is down below quorum less this, and up from quorum and this on.',
      z.int().min(1).max(1_000_000).optional(),
      1,
    ),
    startDown: about(
      'With keepalived, whether a real server is out until its first check succeeds (alpha).',
      z.boolean().optional(),
    ),
    inhibitOnFailure: about(
      'With keepalived, whether a real server that fails gets the weight 0 instead of being removed.',
      z.boolean().optional(),
    ),
  };
}
