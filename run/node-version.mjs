// Says in one sentence what is wrong with this Node.js, before anything newer than it is loaded.

const least = { major: 20, minor: 19 };

/**
 * @param {string} version such as `20.20.2`
 * @returns {string | undefined} a sentence for the person at the keyboard, or nothing where the version will do
 */
export function nodeComplaint(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > least.major || (major === least.major && minor >= least.minor)) return undefined;
  const needed = `${least.major}.${least.minor}`;
  return `Kontor needs Node.js ${needed} or newer, and this is ${version}. Get a newer one at https://nodejs.org.`;
}
