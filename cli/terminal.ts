// What a command needs of the place it runs in, so that tests can be that place.
import { createInterface } from 'node:readline/promises';
import { IntlMessageFormat } from 'intl-messageformat';
import { type Language, languageOf, messages } from '../messages/catalogue.ts';

export type Say = (key: string, values?: Record<string, string | number>) => string;
export type Terminal = {
  /** To standard output: what was asked for. */
  print(text: string): void;
  /** To standard error: what is said beside it. */
  tell(text: string): void;
  /** One line from the person; undefined where nobody is there to answer. */
  ask?(question: string): Promise<string>;
  columns: number;
  environment: Readonly<Record<string, string | undefined>>;
  fetch: typeof fetch;
  read(file: string): Promise<string>;
  bytes(file: string): Promise<Uint8Array<ArrayBuffer>>;
};

/** Where a command about this machine runs, and in which language it speaks. */
export type Speaking = { terminal: Terminal; say: Say; language: Language };

/** A text of ours, `cli.…`, in a language. */
export const speaker =
  (language: Language): Say =>
  (key, values = {}) => {
    const text = messages[language][`cli.${key}`] ?? messages.en[`cli.${key}`] ?? key;
    return String(new IntlMessageFormat(text, language, undefined, { ignoreTag: true }).format(values));
  };

/** `--language` before the usual variables; `C` and `POSIX` speak English. */
export function languageFrom(words: readonly string[], environment: Terminal['environment']): Language {
  const at = words.findIndex((word) => word === '--language' || word.startsWith('--language='));
  const asked = at < 0 ? undefined : (words[at]!.split('=')[1] ?? words[at + 1]);
  const usual = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG;
  return languageOf((asked ?? usual)?.replace('_', '-').split('.')[0]);
}

async function readAll(): Promise<Buffer<ArrayBuffer>> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

async function askPerson(question: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await lines.question(question);
  } finally {
    lines.close();
  }
}

/** The real one. */
export async function processTerminal(): Promise<Terminal> {
  const { readFile } = await import('node:fs/promises');
  const isAttended = process.stdin.isTTY && process.stderr.isTTY;
  return {
    print: (text) => void process.stdout.write(`${text}\n`),
    tell: (text) => void process.stderr.write(`${text}\n`),
    ...(isAttended && { ask: askPerson }),
    columns: process.stdout.columns ?? 0,
    environment: process.env,
    fetch,
    read: async (file) => (file === '-' ? (await readAll()).toString('utf8') : readFile(file, 'utf8')),
    bytes: async (file) => (file === '-' ? readAll() : new Uint8Array(await readFile(file))),
  };
}
