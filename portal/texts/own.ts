// Which texts the portal itself says; what only the server, the command line or the readable docs say stays out.

/** By how their keys begin. */
const ofOthers = [
  /^(refusal|problem|invalid|side|grant|mail|cli|reference|sheet|consent)\./,
  /^[a-z]+(\.attestation)?\.(foresee|draft|open|agreement)\./,
  /^agreements\.(partner|text)\./,
  /^audit\.(?!head\b)/,
  /^notices\.proof\b/,
];

export const isOwnText = (key: string): boolean => !ofOthers.some((one) => one.test(key));
