// Below an import: what it changes in numbers, the rows that could not be read, and every difference.
import { useIntl } from 'react-intl';
import { PriceImport } from '../../../contract/price-sheets.ts';
import { type Item, shapedAs } from '../../capability.ts';
import { Listing } from '../../parts/list-page.tsx';
import { useSay } from '../../parts/say.ts';
import { Note } from '../../parts/trouble.tsx';
import { importChanges, importErrors } from './lists.ts';

const counted = ['added', 'changed', 'ended', 'unchanged', 'skusAdded', 'skusChanged'] as const;

function Numbers({ comparison }: { comparison: NonNullable<PriceImport['comparison']> }) {
  const say = useSay();
  const { formatNumber } = useIntl();
  return (
    <>
      <dl className="facts">
        {counted.map((name) => (
          <div key={name}>
            <dt>{say(`catalog.comparison.${name}`)}</dt>
            <dd className="figure">{formatNumber(comparison[name])}</dd>
          </div>
        ))}
      </dl>
      {comparison.retroactive > 0 && (
        <Note tone="waiting">{say('catalog.comparison.retroactive', { count: comparison.retroactive })}</Note>
      )}
    </>
  );
}

export default function Comparison({ item }: { item: Item }) {
  const say = useSay();
  const { status, comparison, badRows, unknownColumns } = shapedAs(PriceImport, item);
  const path = { id: item.id };
  const hasErrors = (badRows ?? 0) > 0;
  const isCompared = status === 'checked' || status === 'applying' || status === 'applied';
  return (
    <>
      {unknownColumns.length > 0 && (
        <Note tone="waiting">{say('catalog.import.unknownColumns', { columns: unknownColumns.join(', ') })}</Note>
      )}
      {hasErrors && (
        <section className="card column" aria-labelledby="errors">
          <h2 id="errors">{say('noun.priceImportError.many')}</h2>
          <p>
            {say(
              status === 'applying' || status === 'applied'
                ? 'catalog.import.errors.over'
                : 'catalog.import.errors.open',
            )}
          </p>
          <Listing noun={importErrors} path={path} />
        </section>
      )}
      {isCompared && comparison && (
        <section className="card column" aria-labelledby="comparison">
          <h2 id="comparison">{say(`catalog.comparison.${status === 'applied' ? 'applied' : 'checked'}`)}</h2>
          <Numbers comparison={comparison} />
          <Listing noun={importChanges} path={path} />
        </section>
      )}
    </>
  );
}
