// What can go wrong on a machine, each as one sentence with its own exit code (those of sysexits.h).

export const exitCodes = { failed: 1, unreachable: 69, broken: 70, notWritable: 73, diskFull: 74, oldNode: 78 };

const causes = [
  {
    sign: /ENOSPC|EDQUOT|no space left on device|disk quota exceeded/i,
    says: 'the disk is full; free some space and try again.',
    exitCode: exitCodes.diskFull,
  },
  {
    sign: /EACCES|EROFS|EPERM|permission denied|read-only file system/i,
    says: 'this account may not write here; use an account that may, or move Kontor to a folder of your own.',
    exitCode: exitCodes.notWritable,
  },
  {
    sign: /EINTEGRITY/,
    says: 'a package is not the one that package-lock.json names; run "npm cache clean --force" and try again.',
    exitCode: exitCodes.broken,
  },
  {
    sign: /\bEUSAGE\b/,
    says: 'package.json and package-lock.json disagree; run "npm install" and look at what it changes.',
    exitCode: exitCodes.broken,
  },
  {
    sign: /E(NOTFOUND|AI_AGAIN|CONNREFUSED|CONNRESET|NETUNREACH|HOSTUNREACH|TIMEDOUT|RR_SOCKET_TIMEOUT|NOTCACHED)/,
    says: 'the package registry cannot be reached; check the network, or the registry and proxy that npm is set to.',
    exitCode: exitCodes.unreachable,
  },
];

/** A failure that is explained to the person at the keyboard; anything else is a mistake in the program. */
export class Trouble extends Error {
  /**
   * @param {string} says
   * @param {number} exitCode
   */
  constructor(says, exitCode) {
    super(says);
    this.exitCode = exitCode;
  }
}

/**
 * @param {string} doing what was tried, as the beginning of a sentence: `The packages were not installed`
 * @param {unknown} evidence an error, or all that a program printed
 */
export function troubleFrom(doing, evidence) {
  if (evidence instanceof Trouble) return evidence;
  const text = evidence instanceof Error ? evidence.message : String(evidence);
  const cause = causes.find(({ sign }) => sign.test(text));
  if (cause) return new Trouble(`${doing}: ${cause.says}`, cause.exitCode);
  return new Trouble(`${doing}:\n${text.trim()}`, exitCodes.failed);
}

/**
 * Runs a whole command; what goes wrong is said once and ends the process with its code.
 * @param {() => Promise<void>} command
 */
export async function explained(command) {
  try {
    await command();
  } catch (error) {
    if (!(error instanceof Trouble)) console.error(error);
    else if (error.message) console.error(error.message);
    process.exit(error instanceof Trouble ? error.exitCode : exitCodes.failed);
  }
}
