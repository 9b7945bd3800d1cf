// The journey of the partner agreement: for which selling tenant, reading the edition in force, and signing it.
import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { acceptPartnerAgreement, readPartnerAgreement } from '../../../contract/organizations/agreements.ts';
import { listEnrolments } from '../../../contract/organizations/enrolments.ts';
import { listTenants } from '../../../contract/organizations/tenants.ts';
import { reading } from '../../api.ts';
import type { Item } from '../../capability.ts';
import { useSearch } from '../../parts/address.ts';
import { Agreeing } from '../../parts/agreeing.tsx';
import { useDraft } from '../../parts/draft.ts';
import { To } from '../../parts/link.tsx';
import { useSay } from '../../parts/say.ts';
import { Note, Trouble } from '../../parts/trouble.tsx';
import { useMe } from '../../session.ts';

type Draft = { tenant: string; kind: string; confirmsAuthority: boolean };
type Page = { items: Item[] };

const partyOf = (kind: string) => (kind === 'directBill' || kind === 'provider' ? 'transacting' : 'reseller');

type Asked = { draft: Draft; keep: (change: Partial<Draft>) => void };

function Where({ draft, keep }: Asked) {
  const say = useSay();
  const own = { organization: useMe().organization ?? '' };
  const tenants = useQuery(reading<Page>(listTenants, { query: { ...own, purpose: 'selling', status: 'active' } }));
  const enrolments = useQuery(reading<Page>(listEnrolments, { query: own }));
  const kinds = [...new Set(enrolments.data?.items.map(({ kind }) => String(kind)))];
  const first = { value: '', label: say('portal.choose') };
  const offered = tenants.data?.items.map(({ id, domain }) => ({ value: id, label: String(domain) })) ?? [];
  return (
    <>
      <Trouble error={tenants.error ?? enrolments.error} />
      <NativeSelect
        label={say('field.enrolment.kind')}
        value={kinds.includes(draft.kind) ? draft.kind : ''}
        data={[first, ...kinds.map((value) => ({ value, label: say.value('enrolment', 'kind', value) }))]}
        onChange={(event) => keep({ kind: event.currentTarget.value })}
      />
      <NativeSelect
        label={say('organizations.sign.tenant')}
        description={say('organizations.sign.tenant.about')}
        value={draft.tenant}
        data={[first, ...offered]}
        onChange={(event) => keep({ tenant: event.currentTarget.value })}
      />
      {tenants.data && offered.length === 0 && (
        <Note tone="waiting">
          <p>{say('organizations.sign.noTenant')}</p>
          <To to="/tenants">{say('noun.tenant.many')}</To>
        </Note>
      )}
    </>
  );
}

export default function SignAgreement() {
  const { kind: wanted = 'reseller' } = useSearch();
  const blank = { tenant: '', kind: wanted, confirmsAuthority: false };
  const [draft, keep, forget] = useDraft<Draft>('partnerAgreement', blank);
  return (
    <Agreeing
      texts="organizations.sign"
      noun={{ name: 'partnerAgreement', path: '/partner-agreements' }}
      steps={['place', 'sign']}
      operation={acceptPartnerAgreement}
      text={{ operation: readPartnerAgreement, path: { party: partyOf(draft.kind) } }}
      choosing={<Where draft={draft} keep={keep} />}
      isChosen={draft.tenant !== '' && draft.kind !== ''}
      bodyIn={() => ({ tenant: draft.tenant, kind: draft.kind })}
      box="confirmsAuthority"
      isTicked={draft.confirmsAuthority}
      onTick={(confirmsAuthority) => keep({ confirmsAuthority })}
      onDone={forget}
    />
  );
}
