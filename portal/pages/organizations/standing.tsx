// Below an enrolment: what its state means, how the checks stand, what is missing, and who must act next.
import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Preview } from '../../../contract/client.ts';
import { Enrolment, submitEnrolment } from '../../../contract/organizations/enrolments.ts';
import { client } from '../../api.ts';
import { type Item, shapedAs } from '../../capability.ts';
import { currentLanguage } from '../../language.ts';
import { useMay } from '../../may.ts';
import { useAsOf } from '../../parts/address.ts';
import { Chip } from '../../parts/chip.tsx';
import { To } from '../../parts/link.tsx';
import { useSay } from '../../parts/say.ts';
import { Note, Obstacle, Trouble } from '../../parts/trouble.tsx';
import { useMe, useStanding } from '../../session.ts';
import { AskedHere } from './asked-here.tsx';
import { checksHere } from './checks-here.ts';

/** What the applicant said stands beside the check that looks at it. */
function useSaid({ eligibility, phone }: Enrolment): Readonly<Record<string, string | null | undefined>> {
  const say = useSay();
  const basis = eligibility && say.value('enrolment', 'basis', eligibility.basis);
  return { eligibility: eligibility && `${basis}: ${eligibility.statement}`, phone };
}

type Checked = { enrolment: Enrolment; checks: NonNullable<Enrolment['checks']> };
function Checks({ enrolment, checks }: Checked) {
  const say = useSay();
  const { features } = useStanding().cloud;
  const said = useSaid(enrolment);
  return (
    <section className="card column tight" aria-labelledby="checks">
      <h2 id="checks">{say('field.enrolment.checks')}</h2>
      <ul className="queue">
        {checksHere(features).map((name) => {
          const { result, guidance, documents = [] } = checks[name] ?? { result: 'pending' as const };
          return (
            <li key={name}>
              <span>
                <strong>{say.value('enrolment', 'check', name)}</strong>
                <span className="second-line">{say(`organizations.check.${name}`)}</span>
                {said[name] && <span className="second-line">{said[name]}</span>}
                {guidance && <span className="second-line">{guidance}</span>}
                {documents.length > 0 && (
                  <span className="second-line">
                    {documents.map((one) => say.value('enrolment', 'documents', one)).join(', ')}
                  </span>
                )}
              </span>
              <Chip noun="check" status={result} />
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** What handing in would be refused for: all that is missing, said at once by the server. */
export function useMissing(id: string | undefined) {
  return useQuery({
    queryKey: ['missing', id ?? '', currentLanguage()] as const,
    enabled: id !== undefined,
    queryFn: (): Promise<Preview> => client.preview(submitEnrolment, { path: { id: id! }, body: {} }),
  });
}

export function Missing({ id }: { id: string }) {
  const say = useSay();
  const { organization } = useMe();
  const { data, error, refetch } = useMissing(id);
  const refusals = data?.would.refusals ?? [];
  return (
    <section className="column tight" aria-label={say('organizations.missing')}>
      <Trouble error={error} onAgain={() => void refetch()} />
      {!data && !error && <Skeleton height={60} aria-label={say('portal.loading')} />}
      {data && refusals.length === 0 && <Note tone="good">{say('organizations.missing.nothing')}</Note>}
      {refusals.length > 0 && (
        <Note tone="waiting">
          <p className="obstacle-says">{say('organizations.missing')}</p>
          {refusals.map((one) => (
            <Obstacle key={one.code} {...one} />
          ))}
          <p className="row">
            <To to={`/organizations/${organization}`}>{say('page.profile')}</To>
            <To to="/locations">{say('noun.location.many')}</To>
          </p>
        </Note>
      )}
    </section>
  );
}

export default function Standing({ item }: { item: Item }) {
  const say = useSay();
  const may = useMay();
  const { organization } = useMe();
  const isPast = useAsOf() !== undefined;
  const enrolment = shapedAs(Enrolment, item);
  const isOwn = enrolment.organization.id === organization;
  const canSubmit = isOwn && !isPast && may(submitEnrolment.name);
  const isOpen = enrolment.status === 'draft' || enrolment.status === 'rejected';
  return (
    <>
      <section className="card column tight" aria-labelledby="standing">
        <h2 id="standing">{say('organizations.standing')}</h2>
        <p>{say(`organizations.standing.${enrolment.status}`)}</p>
        {isOpen && canSubmit && <Missing id={enrolment.id} />}
        {isOpen && canSubmit && <AskedHere key={enrolment.version} enrolment={enrolment} />}
        {isOwn && enrolment.status === 'qualified' && (
          <p>
            <To to="/partner-agreements/new" search={{ kind: enrolment.kind }}>
              {say('command.partnerAgreement.accept')}
            </To>
          </p>
        )}
      </section>
      {enrolment.checks && <Checks enrolment={enrolment} checks={enrolment.checks} />}
    </>
  );
}
