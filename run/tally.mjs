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
 * @typedef {{ status?: string, assertionResults?: { status?: string }[] }} TestedFile
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
