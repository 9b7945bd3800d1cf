// Counts what passed and what failed. A test that did not run has failed, and so has a suite that ran none.

/** @typedef {{ passed: number, failed: number }} Tally */

/** @param {readonly Tally[]} tallies @returns {Tally} */
export function sumOf(tallies) {
  return tallies.reduce((sum, { passed, failed }) => ({ passed: sum.passed + passed, failed: sum.failed + failed }), {
    passed: 0,
    failed: 0,
  });
}

/** The last line of `npm test`. @param {Tally} tally */
export const inWords = ({ passed, failed }) => `${passed} passed, ${failed} failed`;

/**
 * @param {number} code with which Vitest ended
 * @param {string | undefined} report what its JSON reporter wrote
 * @param {{ mayBeEmpty?: boolean }} [manner]
 * @returns {Tally}
 */
export function tallyOf(code, report, { mayBeEmpty = false } = {}) {
  const files = filesOf(report);
  if (!files) return { passed: 0, failed: 1 };
  const tallies = files.map(tallyOfFile);
  const { passed, failed } = sumOf(tallies);
  const isSilentFailure = failed === 0 && (code !== 0 || (passed === 0 && !mayBeEmpty));
  return { passed, failed: failed + Number(isSilentFailure) };
}

/**
 * The files in which something failed. Empty as well where the suite broke outside of them.
 * @param {string | undefined} report what Vitest's JSON reporter wrote
 * @returns {string[]}
 */
export const failingFiles = (report) =>
  (filesOf(report) ?? []).filter((file) => tallyOfFile(file).failed > 0).map(({ name = '' }) => name);

/**
 * What a suite comes to when its failing files ran once more by themselves: their first results no longer count.
 * @param {string} first report of the suite
 * @param {Tally} again of the files that ran once more
 * @returns {Tally}
 */
export function tallyAfter(first, again) {
  const steady = (filesOf(first) ?? []).map(tallyOfFile).filter(({ failed }) => failed === 0);
  return sumOf([...steady, again]);
}

/**
 * @typedef {{ name?: string, status?: string, assertionResults?: { status?: string }[] }} TestedFile
 * @param {string | undefined} report
 * @returns {TestedFile[] | undefined}
 */
function filesOf(report) {
  try {
    return JSON.parse(report ?? '').testResults;
  } catch {
    return undefined;
  }
}

/** A file that breaks while it is loaded has no tests to report. @param {TestedFile} file */
function tallyOfFile({ status, assertionResults = [] }) {
  const passed = assertionResults.filter((test) => test.status === 'passed').length;
  const failed = assertionResults.length - passed;
  const brokeOutsideTests = status === 'failed' && failed === 0;
  return { passed, failed: failed + Number(brokeOutsideTests || assertionResults.length === 0) };
}
