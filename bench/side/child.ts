// A TypeScript program of the bench in a process of its own, which answers each message with one.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export type Child = {
  pid: number;
  /** Resolves with the answer; throws what the child says went wrong. */
  ask<Answer>(message: object): Promise<Answer>;
  end(): Promise<void>;
};

export function startChild(program: string, environment: Record<string, string> = {}): Child {
  const file = fileURLToPath(new URL(`./${program}.ts`, import.meta.url));
  const child: ChildProcess = fork(file, { execArgv: ['--import', 'tsx'], env: { ...process.env, ...environment } });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`${program} ended with ${code}`);
  });
  ended.catch(() => undefined);
  return {
    pid: child.pid!,
    ask: async <Answer>(message: object) => {
      const answered = once(child, 'message');
      child.send(message);
      const [answer] = await Promise.race([answered, ended]);
      if (typeof answer.failed === 'string') throw new Error(answer.failed);
      return answer as Answer;
    },
    end: async () => {
      child.disconnect();
      child.kill();
      await ended.catch(() => undefined);
    },
  };
}
