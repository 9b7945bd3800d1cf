// Whether the disk is full: a file system, PostgreSQL and the embedded engine each say so in a way of their own.
import { statfsSync } from 'node:fs';
import { codeOf } from './database.ts';

const codes = ['ENOSPC', 'EDQUOT', '53100'];
const roomBytesMin = 4 * 1024 * 1024;

export const isDiskFull = (error: unknown): boolean =>
  codes.includes(codeOf(error)) || /no space left on device/i.test(String((error as Error)?.message));

class DiskFull extends Error {
  override readonly name = 'DiskFull';
  readonly code = 'ENOSPC';
}

/** An engine that cannot be opened says little of why: on a disk without room, that was it. */
export function whyNot(folder: string, error: unknown): unknown {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize < roomBytesMin ? new DiskFull('no space left on device', { cause: error }) : error;
  } catch {
    return error;
  }
}
