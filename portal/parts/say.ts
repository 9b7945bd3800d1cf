// The words of the page: a message by its key, with fallbacks where a general word will do.
import { useMemo } from 'react';
import { type IntlShape, useIntl } from 'react-intl';

type Values = Record<string, string | number | Date | boolean | null | undefined>;
export type Say = {
  (key: string, values?: Values): string;
  /** The first of these keys that has a text; the last one's name where none has. */
  first(keys: readonly string[], values?: Values): string;
  moment(at: string): string;
  knows(key: string): boolean;
  field(noun: string, name: string): string;
  status(noun: string, status: string): string;
  value(noun: string, name: string, value: string): string;
};

function sayIn(intl: IntlShape): Say {
  const knows = (key: string) => Object.hasOwn(intl.messages, key);
  const say = (key: string, values?: Values) => {
    const text = knows(key) ? intl.messages[key] : key;
    // Texts with places to fill in were read when the portal was built; all others are text as they are.
    return typeof text === 'string' ? text : intl.formatMessage({ id: key }, values);
  };
  const first = (keys: readonly string[], values?: Values) => say(keys.find(knows) ?? keys.at(-1)!, values);
  return Object.assign(say, {
    first,
    moment: (at: string) => intl.formatDate(at, { dateStyle: 'medium', timeStyle: 'short' }),
    knows,
    field: (noun: string, name: string) => first([`field.${noun}.${name}`, `field.${name}`]),
    status: (noun: string, status: string) => first([`status.${noun}.${status}`, `status.${status}`]),
    value: (noun: string, name: string, value: string) =>
      // What a list holds is called as one of it: `roles` as `role`.
      first([`value.${noun}.${name}.${value}`, `value.${name}.${value}`, `${name.replace(/s$/, '')}.${value}`]),
  });
}

export function useSay(): Say {
  const intl = useIntl();
  return useMemo(() => sayIn(intl), [intl]);
}
