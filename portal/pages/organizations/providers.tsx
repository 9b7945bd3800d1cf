// The public directory of providers: where a reseller finds one, by region and by the beginning of its name.
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Store } from 'lucide-react';
import type { Answer } from '../../../contract/operation.ts';
import { listProviders, listRegions } from '../../../contract/organizations/directory.ts';
import { client, reading } from '../../api.ts';
import { currentLanguage } from '../../language.ts';
import { useChangeSearch, useSearch } from '../../parts/address.ts';
import { Head } from '../../parts/head.tsx';
import { RowsToCome } from '../../parts/rows.tsx';
import { useSay } from '../../parts/say.ts';
import { Trouble } from '../../parts/trouble.tsx';
import { Place } from '../../parts/value.tsx';

type Page = Answer<typeof listProviders>;
type Provider = Page['items'][number];

function Entry({ provider }: { provider: Provider }) {
  const say = useSay();
  const { name, country, region, partnerId, support, directory } = provider;
  return (
    <li className="card column tight">
      <h2>{name}</h2>
      <p className="dimmed">
        <Place country={country} /> · {say.first([`value.region.${region}`, region])}
        {partnerId && ` · ${say('field.location.partnerId')} ${partnerId}`}
      </p>
      {directory && <p>{directory.summary}</p>}
      {directory && directory.offers.length > 0 && (
        <p className="small">
          {directory.offers.map((offer) => say.value('organization', 'offers', offer)).join(' · ')}
        </p>
      )}
      {support && (
        <p className="small">
          <a href={support.site} rel="noreferrer">
            {support.site}
          </a>{' '}
          · <a href={`mailto:${support.mail}`}>{support.mail}</a> · {support.phone}
        </p>
      )}
    </li>
  );
}

function Wanted() {
  const say = useSay();
  const { region = '', search = '' } = useSearch();
  const change = useChangeSearch();
  const { data } = useQuery(reading<Answer<typeof listRegions>>(listRegions));
  const all = [{ value: '', label: say('portal.all') }];
  const regions =
    data?.items.map(({ name }) => ({ value: name, label: say.first([`value.region.${name}`, name]) })) ?? [];
  return (
    <div className="list-tools">
      <TextInput
        size="sm"
        type="search"
        label={say('organizations.directory.name')}
        value={search}
        onChange={(event) => change({ search: event.currentTarget.value || undefined })}
      />
      <NativeSelect
        size="sm"
        label={say('field.region')}
        value={region}
        data={[...all, ...regions]}
        onChange={(event) => change({ region: event.currentTarget.value || undefined })}
      />
    </div>
  );
}

export default function Providers() {
  const say = useSay();
  const { region, search } = useSearch();
  const wanted = { ...(region && { region }), ...(search && { search }) };
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useInfiniteQuery({
    queryKey: [listProviders.name, wanted, currentLanguage()] as const,
    queryFn: ({ pageParam, signal }): Promise<Page> =>
      client.call(listProviders, { query: { ...wanted, ...(pageParam && { after: pageParam }) }, signal } as never),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  });
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="column">
      <Head title={say('page.directory')} />
      <p className="dimmed">{say('organizations.directory.about')}</p>
      <Wanted />
      <Trouble error={error} onAgain={() => void refetch()} />
      {isPending && !error && <RowsToCome />}
      {data && items.length === 0 && (
        <div className="empty card">
          <Store size={32} aria-hidden />
          <p className="obstacle-says">{say('organizations.directory.empty')}</p>
        </div>
      )}
      <ul className="cards">
        {items.map((provider) => (
          <Entry key={provider.id} provider={provider} />
        ))}
      </ul>
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {say('portal.more')}
        </Button>
      )}
    </div>
  );
}
