// Which resellers of a provider are verified and have signed; to be looked over and taken along (ACT-053).
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Download, ShieldCheck } from 'lucide-react';
import type { Answer } from '../../../contract/operation.ts';
import { listResellerVetting } from '../../../contract/organizations/agreements.ts';
import { reading } from '../../api.ts';
import { Chip } from '../../parts/chip.tsx';
import { Head } from '../../parts/head.tsx';
import { RowsToCome } from '../../parts/rows.tsx';
import { saveFile } from '../../parts/save-file.ts';
import { useSay } from '../../parts/say.ts';
import { Trouble } from '../../parts/trouble.tsx';

type Vetted = Answer<typeof listResellerVetting>['items'][number];
const columns = ['name', 'partnerId', 'region', 'vettingStatus', 'hasSigned', 'edition'] as const;

function useCells() {
  const say = useSay();
  return ({ organization, partnerId, region, vettingStatus, hasSigned, edition }: Vetted): string[] => [
    organization.name,
    partnerId ?? '',
    region ? say.first([`value.region.${region}`, region]) : '',
    say.status('enrolment', vettingStatus),
    say(`value.${hasSigned}`),
    edition ?? '',
  ];
}

/** Quoted, and what a table program would take for a formula is led by an apostrophe. */
const quoted = (text: string) => `"${text.replace(/^[=+\-@]/, "'$&").replaceAll('"', '""')}"`;

function Table({ items }: { items: readonly Vetted[] }) {
  const say = useSay();
  const cells = useCells();
  return (
    <table className="list" aria-label={say('page.vetting')}>
      <thead>
        <tr>
          {columns.map((name) => (
            <th key={name} scope="col" className="list-cell">
              {say(`field.vetting.${name}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {items.map((one) => (
          <tr key={one.organization.id}>
            {cells(one).map((text, at) => (
              <td key={columns[at]} className="list-cell">
                <span className="list-label" aria-hidden>
                  {say(`field.vetting.${columns[at]}`)}
                </span>
                {columns[at] === 'vettingStatus' ? <Chip noun="enrolment" status={one.vettingStatus} /> : text || '–'}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export default function Vetting() {
  const say = useSay();
  const cells = useCells();
  const { data, error, isPending, refetch } = useQuery(
    reading<Answer<typeof listResellerVetting>>(listResellerVetting),
  );
  const items = data?.items ?? [];
  const take = () => {
    const head = columns.map((name) => say(`field.vetting.${name}`));
    const lines = [head, ...items.map(cells)].map((row) => row.map(quoted).join(','));
    saveFile(new Blob([`\ufeff${lines.join('\r\n')}\r\n`], { type: 'text/csv' }), `${say('page.vetting')}.csv`);
  };
  return (
    <div className="column">
      <Head title={say('page.vetting')} chip={data && <span className="count">{items.length}</span>}>
        {items.length > 0 && (
          <Button variant="default" leftSection={<Download size={16} aria-hidden />} onClick={take}>
            {say('portal.export')}
          </Button>
        )}
      </Head>
      <p className="dimmed">{say('organizations.vetting.about')}</p>
      <Trouble error={error} onAgain={() => void refetch()} />
      {isPending && !error && <RowsToCome />}
      {data && items.length === 0 && (
        <div className="empty card">
          <ShieldCheck size={32} aria-hidden />
          <p className="obstacle-says">{say('organizations.vetting.empty')}</p>
        </div>
      )}
      {items.length > 0 && <Table items={items} />}
    </div>
  );
}
