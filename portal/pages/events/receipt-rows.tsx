// Receipts as rows: what was agreed to, when, between whom, by whom.
import type { Receipt } from '../../../contract/events.ts';
import { To } from '../../parts/link.tsx';
import { PersonName } from '../../parts/person.tsx';
import { useSay } from '../../parts/say.ts';
import { Moment } from '../../parts/value.tsx';

export const between = ({ parties }: Pick<Receipt, 'parties'>): string =>
  [...new Set(Object.values(parties).map(({ name }) => name))].join(' · ');

/** The person where that may be known, else the organization. */
export function AgreedBy({ receipt: { agreedBy, parties } }: { receipt: Receipt }) {
  const organization = Object.values(parties).find(({ id }) => id === agreedBy.organization)?.name;
  return (
    <span>
      {agreedBy.person && <PersonName id={agreedBy.person} />}
      {organization && <span className={agreedBy.person ? 'second-line' : undefined}>{organization}</span>}
    </span>
  );
}

export function ReceiptRows({ items }: { items: readonly Receipt[] }) {
  const say = useSay();
  const fields = [
    ['receipts.agreedAt', (one: Receipt) => <Moment at={one.at} />],
    ['receipts.between', (one: Receipt) => between(one)],
    ['receipts.agreedBy', (one: Receipt) => <AgreedBy receipt={one} />],
    ['receipts.edition', (one: Receipt) => `${one.shown.edition} · ${one.shown.language}`],
  ] as const;
  return (
    <table className="list" aria-label={say('page.receipts')}>
      <thead>
        <tr>
          <th scope="col">{say('receipts.one')}</th>
          {fields.map(([key]) => (
            <th scope="col" key={key}>
              {say(key)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {items.map((one) => (
          <tr key={one.event}>
            <td className="list-name">
              <To to={`/receipts/${one.event}`}>{say(`event.${one.type}`)}</To>
            </td>
            {fields.map(([key, shown]) => (
              <td key={key} className="list-cell">
                <span className="list-label" aria-hidden>
                  {say(key)}
                </span>
                <span>{shown(one)}</span>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
