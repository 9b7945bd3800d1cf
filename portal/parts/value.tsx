// Shows a value of the contract as a person reads it: parties, money, instants, truths and choices.
import { useIntl } from 'react-intl';
import { isPersonId, PersonName } from './person.tsx';
import { useSay } from './say.ts';
import type { Shape } from './shape.ts';
import { isThingId, ThingName } from './thing-name.tsx';

/** Local time to read, UTC in the tooltip or, where there is room, in a second line. */
export function Moment({ at, isFull = false }: { at: string; isFull?: boolean }) {
  const say = useSay();
  const utc = `${at.slice(0, 16).replace('T', ' ')} UTC`;
  return (
    <time dateTime={at} title={utc}>
      {say.moment(at)}
      {isFull && <span className="second-line">{utc}</span>}
    </time>
  );
}

/** As many decimals as the currency has, or as the amount needs: a price for one unit of usage may be tiny. */
export function Amount({ money: { amount, currency } }: { money: { amount: string; currency: string } }) {
  const { formatNumber, locale } = useIntl();
  const usual = new Intl.NumberFormat(locale, { style: 'currency', currency }).resolvedOptions().maximumFractionDigits!;
  const needed = (amount.split('.')[1] ?? '').replace(/0+$/, '').length;
  const digits = needed > usual ? { maximumFractionDigits: needed } : {};
  return <span className="amount">{formatNumber(Number(amount), { style: 'currency', currency, ...digits })}</span>;
}

export function Place({ country }: { country: string }) {
  const { formatDisplayName } = useIntl();
  return <span>{formatDisplayName(country, { type: 'region' }) ?? country}</span>;
}

type Party = { id: string; name: string; country: string };
export function PartyName({ party, isFull }: { party: Party; isFull: boolean }) {
  return (
    <span>
      {party.name}
      {party.country && (
        <span className={isFull ? 'second-line' : 'beside'}>
          <Place country={party.country} />
        </span>
      )}
    </span>
  );
}

type Shown = { noun: string; shape: Shape; value: unknown; isFull?: boolean };
export function Value({ noun, shape, value, isFull = false }: Shown) {
  const say = useSay();
  const { formatNumber } = useIntl();
  const isNothing =
    value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
  if (isNothing) return <span className="dimmed">–</span>;
  const kind = shape.kind;
  if (kind === 'party') return <PartyName party={value as Party} isFull={isFull} />;
  if (kind === 'money') return <Amount money={value as { amount: string; currency: string }} />;
  if (kind === 'instant') return <Moment at={String(value)} isFull={isFull} />;
  if (kind === 'reason') return <span>{(value as { says: string }).says}</span>;
  if (kind === 'country') return <Place country={String(value)} />;
  if (kind === 'number') return <span>{formatNumber(Number(value))}</span>;
  if (kind === 'truth') return <span>{say.first([`value.${noun}.${shape.name}.${value}`, `value.${value}`])}</span>;
  if (kind === 'choice') return <span>{say.value(noun, shape.name, String(value))}</span>;
  if (kind === 'several') {
    const [one] = shape.within;
    return (
      <ul className="several">
        {(value as unknown[]).map((each) => (
          <li key={JSON.stringify(each)}>
            <Value noun={noun} shape={one!} value={each} />
          </li>
        ))}
      </ul>
    );
  }
  if (kind === 'group') return <Parts noun={noun} shape={shape} value={value as Record<string, unknown>} />;
  if (isPersonId(value)) return <PersonName id={value} />;
  if (isThingId(value)) return <ThingName field={shape.name} id={value} isFull={isFull} />;
  if (value === 'system') return <span>{say('person.system')}</span>;
  if (typeof value === 'object') return <span>{JSON.stringify(value)}</span>;
  const one = shape.name.replace(/s$/, '');
  const words = [`value.${noun}.${shape.name}.${value}`, `value.${shape.name}.${value}`, `${one}.${value}`];
  return <span>{words.some(say.knows) ? say.first(words) : String(value)}</span>;
}

/** What belongs together, each part with its name. */
function Parts({ noun, shape, value }: { noun: string; shape: Shape; value: Readonly<Record<string, unknown>> }) {
  const say = useSay();
  const present = shape.within.filter(({ name }) => value[name] !== undefined && value[name] !== null);
  return (
    <dl className="parts">
      {present.map((part) => (
        <div key={part.name}>
          <dt>{say.field(noun, part.name)}</dt>
          <dd>
            <Value noun={noun} shape={part} value={value[part.name]} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
