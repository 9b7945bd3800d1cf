// Which texts the portal itself says; what only the server, the command line or the readable docs say stays out.

/** By how their keys begin. */
const ofOthers = [
  /^(refusal|mail|cli|reference|sheet|consent)\./,
  /^[a-z]+\.(foresee|draft|open|agreement)\./,
  /^agreements\.(partner|text)\./,
  /^audit\.(flaw|outcome|counts|place)\b/,
  /^notices\.proof\b/,
];

export const isOwnText = (key: string): boolean => !ofOthers.some((one) => one.test(key));
