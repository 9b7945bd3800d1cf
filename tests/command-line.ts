// A command line for tests: what it prints and tells is kept, what it would ask a person is answered.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProgram } from '../cli/program.ts';
import { hereAt } from '../cli/remote/session.ts';
import { languageFrom, type Terminal } from '../cli/terminal.ts';
import { operations } from '../contract/list.ts';

type Outcome = { code: number; out: string; told: string };
export type CommandLine = {
  folder: string;
  /** A line whose words have no spaces in them, or its words. */
  run(
    words: string | readonly string[],
    more?: { answer?: string; input?: string; told?: (text: string) => void },
  ): Promise<Outcome>;
};

type Place = {
  environment?: object;
  fetch?: typeof fetch;
  /** Where a test waits for something real. */
  pause?(ms: number): Promise<void>;
  files?: Readonly<Record<string, string>>;
};
/** Never waits between attempts; remembers in a folder of its own. */
export function commandLine(more: Place = {}): CommandLine {
  const folder = mkdtempSync(join(tmpdir(), 'kontor-cli-'));
  return {
    folder,
    run: async (line, { answer, input = '', told: listen } = {}) => {
      const words = typeof line === 'string' ? line.split(' ').filter(Boolean) : line;
      const out: string[] = [];
      const told: string[] = [];
      const terminal: Terminal = {
        print: (text) => void out.push(text),
        tell: (text) => {
          told.push(text);
          listen?.(text);
        },
        columns: 0,
        environment: { KONTOR_CONFIG: folder, ...more.environment },
        fetch: more.fetch ?? fetch,
        read: async (file) => {
          if (more.files && file !== '-' && !(file in more.files)) throw new Error(`no such file: ${file}`);
          return more.files?.[file] ?? input;
        },
        bytes: async (file) => new TextEncoder().encode(more.files?.[file] ?? input),
        ...(answer !== undefined && { ask: async () => answer }),
      };
      const patience = { attemptsMax: 3, waitMs: 0, pause: more.pause ?? (async () => undefined) };
      const code = await runProgram(words, operations, hereAt(terminal, languageFrom(words, {}), patience));
      return { code, out: out.join('\n'), told: told.join('\n') };
    },
  };
}
