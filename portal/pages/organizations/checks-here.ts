// Which checks this cloud makes of an enrolment, by its features: three everywhere, others in some.
export const checksHere = (features: readonly string[]) => [
  ...(['email', 'employment', 'business'] as const),
  ...(['eligibility', 'credit', 'phone'] as const).filter((name) => features.includes(`${name}Check`)),
];
