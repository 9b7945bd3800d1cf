// The regions of this cloud with their countries and currencies: where a partner may sell, one's own first.
import { useQuery } from '@tanstack/react-query';
import { useIntl } from 'react-intl';
import type { Answer } from '../../../contract/operation.ts';
import { listRegions } from '../../../contract/organizations/directory.ts';
import { reading } from '../../api.ts';
import { Head } from '../../parts/head.tsx';
import { RowsToCome } from '../../parts/rows.tsx';
import { useSay } from '../../parts/say.ts';
import { Trouble } from '../../parts/trouble.tsx';
import { membershipOf, useMe } from '../../session.ts';

type Region = Answer<typeof listRegions>['items'][number];

function One({ region: { name, currency, countries }, isOwn }: { region: Region; isOwn: boolean }) {
  const say = useSay();
  const { formatDisplayName, locale } = useIntl();
  const named = countries.map((one) => ({
    ...one,
    label: formatDisplayName(one.country, { type: 'region' }) ?? one.country,
  }));
  const sorted = named.sort((one, next) => one.label.localeCompare(next.label, locale));
  const told = sorted.map((one) => (one.currency === currency ? one.label : `${one.label} (${one.currency})`));
  return (
    <li className="card column tight">
      <h2>
        {say.first([`value.region.${name}`, name])} <span className="count">{currency}</span>
      </h2>
      {isOwn && <p className="obstacle-says">{say('organizations.regions.own')}</p>}
      <p>{told.join(', ')}</p>
    </li>
  );
}

export default function Regions() {
  const say = useSay();
  const country = membershipOf(useMe())?.organization.country;
  const { data, error, isPending, refetch } = useQuery(reading<Answer<typeof listRegions>>(listRegions));
  const isOwn = ({ countries }: Region) => countries.some((one) => one.country === country);
  const items = [...(data?.items ?? [])].sort((one, next) => Number(isOwn(next)) - Number(isOwn(one)));
  return (
    <div className="column">
      <Head title={say('page.regions')} />
      <p className="dimmed">{say('organizations.regions.about')}</p>
      <Trouble error={error} onAgain={() => void refetch()} />
      {isPending && !error && <RowsToCome />}
      <ul className="cards">
        {items.map((region) => (
          <One key={region.name} region={region} isOwn={isOwn(region)} />
        ))}
      </ul>
    </div>
  );
}
