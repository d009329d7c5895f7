/** What a link holds: enough to show somebody else the same. */
export interface Shared {
  readonly text: string;
  readonly view: string;
  readonly file: string;
}

/** Packs it into what may stand behind the # of an address. */
export async function pack(shared: Shared): Promise<string> {
  const bytes = await through(new CompressionStream('deflate-raw'), encode(JSON.stringify(shared)));
  const letters = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(letters).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** What a link holds, or nothing if it is none of this page. */
export async function unpack(hash: string): Promise<Shared | undefined> {
  try {
    const letters = atob(hash.replace('#', '').replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
    const text = await through(new DecompressionStream('deflate-raw'), bytes);
    const read = JSON.parse(new TextDecoder().decode(text)) as Record<keyof Shared, unknown>;
    return { text: String(read.text), view: String(read.view), file: String(read.file) };
  } catch {
    return undefined;
  }
}

function encode(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

async function through(
  stream: CompressionStream | DecompressionStream,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array> {
  const piped = new Blob([bytes]).stream().pipeThrough(stream);
  return new Uint8Array(await new Response(piped).arrayBuffer());
}
