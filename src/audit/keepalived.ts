import type { Place, Step, Understood } from './effect.ts';

/** A line of keepalived.conf, with what stands in braces behind it. */
export interface Block {
  readonly keyword: string;
  /** The words behind the keyword. */
  readonly words: readonly string[];
  readonly place: Place;
  readonly inner: readonly Block[];
}

/** The blocks of a keepalived.conf. What is not closed ends with the text. */
export function readBlocks(text: string, file: string): readonly Block[] {
  const top: Block[] = [];
  const open = [top];
  for (const [index, line] of text.split('\n').entries()) {
    let last: { words: string[] } | undefined;
    // A comment begins in the middle of a word, too; braces need no blanks.
    for (const { 0: token, index: at } of line.matchAll(/[#!].*|[{}]|"[^"]*"?|[^\s{}#!"]+/g)) {
      const block = open.at(-1) ?? top;
      if (/^[#!]/.test(token)) break;
      if (token === '}' && open.length > 1) open.pop();
      // The block may belong to the line above. A configuration has five levels.
      else if (token === '{') {
        const inner = open.length > 16 ? block : block.at(-1)?.inner;
        open.push((inner as Block[] | undefined) ?? []);
      } else if (token !== '}' && last === undefined) {
        last = { words: [] };
        const place = { file, line: index + 1, column: at + 1 };
        block.push({ keyword: token, ...last, place, inner: [] });
      } else if (token !== '}') last?.words.push(token.replaceAll('"', ''));
      if (/[{}]/.test(token)) last = undefined;
    }
  }
  return top;
}

/** Those of the blocks that begin with one of these keywords. */
export function named(blocks: readonly Block[], ...keywords: readonly string[]): readonly Block[] {
  return blocks.filter(({ keyword }) => keywords.includes(keyword));
}

/** What stands behind the first of these keywords that is there; empty where it stands alone. */
export function valueOf({ inner }: Block, ...keywords: readonly string[]): string | undefined {
  return named(inner, ...keywords)[0]?.words.join(' ');
}

/** What keepalived tells IPVS for a virtual_server, in words of ipvsadm(8): each service, and then its real servers. */
export function ipvsadmLines(
  server: Block,
  top: readonly Block[],
): readonly { readonly words: readonly string[]; readonly of: Block }[] {
  const protocol = { TCP: '-t', UDP: '-u', SCTP: '--sctp-service' }[
    valueOf(server, 'protocol') ?? ''
  ];
  const [first = '', second = ''] = server.words;
  const group = named(top, 'virtual_server_group').find(({ words }) => words[0] === second);
  const members =
    first === 'group'
      ? (group?.inner.map(({ keyword, words }) => [keyword, words[0] ?? '']) ?? [])
      : [[first, second]];
  const timeout = valueOf(server, 'persistence_timeout');
  const mask = valueOf(server, 'persistence_granularity');
  const persistence = timeout === undefined || timeout === '0' ? [] : ['-p', timeout || '360'];
  const how = [
    ...['-s', valueOf(server, 'lb_algo', 'lvs_sched') ?? 'wlc', ...persistence],
    ...(persistence.length === 0 || mask === undefined ? [] : ['-M', mask]),
    ...(valueOf(server, 'ops') === undefined ? [] : ['-o']),
  ];
  return members.flatMap(([address = '', port = '0']) => {
    const name = address === 'fwmark' ? ['-f', port] : [protocol ?? '-t', withPort(address, port)];
    const servers = named(server.inner, 'real_server').map((one) => {
      const [own = '', ownPort = port] = one.words;
      const kind = valueOf(one, 'lvs_method') ?? valueOf(server, 'lb_kind', 'lvs_method');
      // What is neither, also `dr`, is NAT.
      const flag = { DR: '-g', TUN: '-i' }[kind ?? ''] ?? '-m';
      const weight = valueOf(one, 'weight') ?? '1';
      const to = withPort(own, address === 'fwmark' ? '0' : ownPort);
      return { words: ['-a', ...name, '-r', to, flag, '-w', weight], of: one };
    });
    return [{ words: ['-A', ...name, ...how], of: server }, ...servers];
  });
}

function withPort(address: string, port: string): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

/** What keepalived does with a configuration when it has the VIPs. */
export function understandKeepalived(text: string, file: string): Understood {
  const top = readBlocks(text, file);
  const program = 'keepalived';
  const vips = named(top, 'vrrp_instance').flatMap((instance): Step[] => {
    const lists = named(instance.inner, 'virtual_ipaddress', 'virtual_ipaddress_excluded');
    return lists
      .flatMap(({ inner }) => inner)
      .map(({ keyword, words, place }) => {
        const [address = '', prefix = address.includes(':') ? '128' : '32'] = keyword.split('/');
        const own = words.includes('dev') ? words[words.indexOf('dev') + 1] : undefined;
        const device = own ?? valueOf(instance, 'interface') ?? '';
        const on = { address: { text: address }, prefix: Number(prefix), device };
        return { effect: { does: 'add-address', ...on }, program, place };
      });
  });
  const lines = named(top, 'virtual_server').flatMap((server) => ipvsadmLines(server, top));
  const services = lines.map(({ words, of: { place } }): Step => {
    return {
      effect: { does: 'ipvsadm', words: words.map((word) => ({ text: word })) },
      program,
      place,
    };
  });
  return { file, kind: 'keepalived', actions: new Map([['start', [...vips, ...services]]]) };
}
