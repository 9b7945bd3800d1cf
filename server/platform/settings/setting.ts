// What one setting is, and the kinds of values a setting may have.

type Parsed<T> = { value: T } | { wrong: string };
export type Setting<T> = {
  variable: string;
  kind: string;
  usual: T;
  /** One sentence for the operator. */
  says: string;
  isSecret: boolean;
  parse(text: string): Parsed<T>;
};
type Described = { says: string; isSecret?: boolean };
type Kind<T> = (variable: string, usual: T, described: Described) => Setting<T>;

const kindOf =
  <T>(kind: string, parse: (text: string) => Parsed<T>): Kind<T> =>
  (variable, usual, { says, isSecret = false }) => ({ variable, kind, usual, says, isSecret, parse });

export const text = kindOf<string>('text', (given) => ({ value: given }));

export const wholeNumber = (least: number, most: number): Kind<number> =>
  kindOf(`a whole number from ${least} to ${most}`, (given) => {
    const value = Number(given);
    const fits = /^\d+$/.test(given) && value >= least && value <= most;
    return fits ? { value } : { wrong: `must be a whole number from ${least} to ${most}` };
  });

export const secretText = (lengthMin: number): Kind<string> =>
  kindOf(`text of at least ${lengthMin} characters`, (given) =>
    given.length >= lengthMin ? { value: given } : { wrong: `must have at least ${lengthMin} characters` },
  );

const wordsOf = (choices: readonly string[]): string => choices.join(', ');
const isOneOf = <C extends string>(choices: readonly C[], given: string): given is C =>
  (choices as readonly string[]).includes(given);

export const oneOf = <C extends string>(choices: readonly C[]): Kind<C> =>
  kindOf(`one of ${wordsOf(choices)}`, (given) =>
    isOneOf(choices, given) ? { value: given } : { wrong: `must be one of ${wordsOf(choices)}` },
  );

export const someOf = <C extends string>(choices: readonly C[]): Kind<readonly C[]> =>
  kindOf<readonly C[]>(`some of ${wordsOf(choices)}, separated by commas`, (given) => {
    const names = new Set(given.split(',').map((name) => name.trim()));
    const value = choices.filter((choice) => names.has(choice));
    return value.length === names.size ? { value } : { wrong: `must be a list of ${wordsOf(choices)}` };
  });

/** An address whose scheme is one of these; an origin has neither path nor query. */
export const address = (schemes: readonly string[], { isOrigin = false } = {}): Kind<string> => {
  const kind = `${isOrigin ? 'an origin' : 'a URL'} with ${schemes.join(' or ')}`;
  return kindOf(kind, (given) => {
    const url = URL.canParse(given) ? new URL(given) : undefined;
    if (!url || !schemes.includes(url.protocol.slice(0, -1))) return { wrong: `must be ${kind}` };
    if (!isOrigin) return { value: given };
    return url.href === `${url.origin}/` ? { value: url.origin } : { wrong: 'must be an origin without a path' };
  });
};
