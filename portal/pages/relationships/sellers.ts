// With whom one may invite customers: for oneself where one sells, else together with one of one's providers.
import { useQueries } from '@tanstack/react-query';
import { listEnrolments } from '../../../contract/organizations/enrolments.ts';
import { listPartnerships, type Partnership } from '../../../contract/partnerships.ts';
import { reading } from '../../api.ts';
import { useMay } from '../../may.ts';
import { membershipOf, useMe, useStanding } from '../../session.ts';

type Sellers = {
  /** The name of one's own organization, where it sells itself. */
  own: string | undefined;
  providers: readonly { id: string; name: string }[];
  isPending: boolean;
  error: unknown;
};

export function useSellers(): Sellers {
  const me = useMe();
  const may = useMay();
  const { sides, cloud } = useStanding();
  const isReseller = sides.includes('reseller');
  const [asksProviders, asksKinds] = [
    isReseller && cloud.features.includes('resellerInvites'),
    isReseller && may(listEnrolments.name),
  ];
  const active = { query: { status: 'active' } };
  const [partnerships, enrolments] = useQueries({
    queries: [
      { ...reading<{ items: Partnership[] }>(listPartnerships, active), enabled: asksProviders },
      { ...reading<{ items: { kind: string }[] }>(listEnrolments, active), enabled: asksKinds },
    ],
  });
  const sells = enrolments.data?.items.some(({ kind }) => kind === 'directBill' || kind === 'provider');
  const isOwn = sides.includes('provider') || !isReseller || sells === true;
  const all = partnerships.data?.items ?? [];
  return {
    own: isOwn ? membershipOf(me)?.organization.name : undefined,
    providers: all.filter(({ reseller }) => reseller.id === me.organization).map(({ provider }) => provider),
    isPending: (asksProviders && partnerships.isPending) || (asksKinds && enrolments.isPending),
    error: partnerships.error ?? enrolments.error,
  };
}
