// Starts one of the programs in this folder, or a built one, as a process and reads its lines.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export type Started = {
  lines: string[];
  /** Resolves once a line passes the test; rejects when the process ends before. */
  line(isMeant: (line: string) => boolean): Promise<string>;
  kill(): Promise<void>;
  /** Asks it to end in order, and waits until it has. */
  end(): Promise<void>;
};

const root = fileURLToPath(new URL('../..', import.meta.url));

export function startProcess(program: string, ...parameters: string[]): Started {
  const source = fileURLToPath(new URL(`./${program}.ts`, import.meta.url));
  const started = program.endsWith('.mjs') ? [program] : ['--import', 'tsx', source];
  return startProgram([...started, ...parameters]);
}

export function startProgram(command: readonly string[], settings: Readonly<Record<string, string>> = {}): Started {
  const [program] = command;
  const child = spawn(process.execPath, command, { cwd: root, env: { ...process.env, ...settings } });
  const lines: string[] = [];
  let rest = '';
  let hasEnded = false;
  let complaint = '';
  child.stderr.on('data', (bytes) => {
    complaint += String(bytes);
  });
  child.stdout.on('data', (bytes) => {
    const parts = (rest + String(bytes)).split('\n');
    rest = parts.pop()!;
    lines.push(...parts);
  });
  const ended = once(child, 'close').then(() => {
    hasEnded = true;
  });
  return {
    lines,
    line: async (isMeant) => {
      for (;;) {
        const found = lines.find(isMeant);
        if (found) return found;
        if (hasEnded) throw new Error(`${program} ended: ${lines.join(' ')} ${complaint}`);
        await Promise.race([ended, once(child.stdout, 'data')]);
      }
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
    end: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
