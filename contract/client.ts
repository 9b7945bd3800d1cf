// A typed client over the list of operations: portal, CLI, tests and outsiders use it.
import type { Answer, Body, Operation, Path, Query } from './operation.ts';
import type { Preview } from './preview.ts';
import type { Problem } from './problem.ts';

export type { Preview } from './preview.ts';

/** A refusal of the server, as a value that can be thrown. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.detail);
    this.problem = problem;
  }
}

export type Connection = {
  /** Where the cloud answers, without a slash at the end; empty for the origin of the page. */
  origin: string;
  fetch?: typeof fetch;
  /** Added to each request: the access token, the chosen organization, the language. */
  headers?: () => Record<string, string>;
};
type IfAny<T, K extends string> = Record<never, never> extends T ? { [key in K]?: T } : { [key in K]: T };
export type Given<O extends Operation> = IfAny<Path<O>, 'path'> &
  IfAny<Query<O>, 'query'> &
  IfAny<Body<O>, 'body'> & {
    /** The Idempotency-Key; made anew for each command unless given. */
    once?: string;
    version?: number;
    previewToken?: string;
    /** Of an operation that takes a file. */
    file?: Blob;
    signal?: AbortSignal;
  };
export type Client = {
  /** Throws `Refused` with the server's problem, or what `fetch` throws when nothing answers. */
  call<O extends Operation>(operation: O, given: Given<O>): Promise<Answer<O>>;
  preview<O extends Operation>(operation: O, given: Given<O>): Promise<Preview>;
};

type Loose = { path?: Record<string, string>; query?: Record<string, unknown>; body?: unknown } & Pick<
  Given<Operation>,
  'once' | 'version' | 'previewToken' | 'signal' | 'file'
>;

/** The address of an operation with its names and query filled in. */
export function addressOf(operation: Operation, { path = {}, query = {} }: Loose): string {
  const filled = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(path[name] ?? ''));
  const asked = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  const search = new URLSearchParams(asked.map(([name, value]) => [name, String(value)])).toString();
  return search ? `${filled}?${search}` : filled;
}

export function connect({ origin, fetch: send = fetch, headers = () => ({}) }: Connection): Client {
  const request = async (operation: Operation, given: Loose, preview: boolean): Promise<unknown> => {
    const isCommand = operation.method === 'POST';
    const query = { ...given.query, ...(preview && { preview: true }) };
    const answer = await send(`${origin}${addressOf(operation, { ...given, query })}`, {
      method: operation.method,
      ...(given.signal && { signal: given.signal }),
      headers: {
        accept: 'application/json',
        ...(isCommand && { 'content-type': given.file?.type ?? 'application/json' }),
        ...(isCommand && !preview && { 'idempotency-key': given.once ?? crypto.randomUUID() }),
        ...(given.version !== undefined && { 'if-match': `"${given.version}"` }),
        ...(given.previewToken !== undefined && { 'preview-token': given.previewToken }),
        ...headers(),
      },
      ...(isCommand && { body: given.file ?? JSON.stringify(given.body ?? {}) }),
    });
    const text = await answer.text();
    if (answer.ok && operation.givesFile) return text;
    const body: unknown = text ? JSON.parse(text) : undefined;
    if (!answer.ok) throw new Refused(body as Problem);
    return body;
  };
  return {
    call: (operation, given) => request(operation, given as Loose, false) as never,
    preview: (operation, given) => request(operation, given as Loose, true) as Promise<Preview>,
  };
}
