// What the command line ends with, for scripts; documented in docs/guide/cli.md.
import type { Problem } from '../contract/problem.ts';

export const exitCodes = {
  done: 0,
  failed: 1,
  unauthenticated: 3,
  forbidden: 4,
  notFound: 5,
  conflict: 6,
  refused: 7,
  declined: 8,
  usage: 64,
  damaged: 65,
  unreachable: 69,
  diskFull: 74,
  busy: 75,
  mode: 78,
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

const byStatus: Record<number, ExitCode> = {
  400: exitCodes.usage,
  401: exitCodes.unauthenticated,
  403: exitCodes.forbidden,
  404: exitCodes.notFound,
  409: exitCodes.conflict,
  412: exitCodes.conflict,
  413: exitCodes.usage,
  422: exitCodes.refused,
  429: exitCodes.busy,
  503: exitCodes.busy,
};
export const exitCodeOf = ({ status }: Pick<Problem, 'status'>): ExitCode => byStatus[status] ?? exitCodes.failed;

/** Something the person at the keyboard can mend; its message is complete. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
  readonly exitCode: ExitCode;
  constructor(message: string, exitCode: ExitCode) {
    super(message);
    this.exitCode = exitCode;
  }
}
