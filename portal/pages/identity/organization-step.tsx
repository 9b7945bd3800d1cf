// Chooses in whose name to act, for people of several organizations (ACT-022).
import { chooseOrganization } from '../../../contract/identity.ts';
import { Head } from '../../parts/head.tsx';
import { useSay } from '../../parts/say.ts';
import { Note, Trouble } from '../../parts/trouble.tsx';
import { Place } from '../../parts/value.tsx';
import { changedTo, useMe } from '../../session.ts';
import { useAsking } from './asking.ts';

export function OrganizationStep() {
  const say = useSay();
  const me = useMe();
  const { mutate, isPending, error } = useAsking(chooseOrganization);
  return (
    <div className="card step-form column">
      <Head key="organization" title={say('identity.organization')} />
      {me.memberships.length === 0 && <Note tone="waiting">{say('identity.organization.none')}</Note>}
      <ul className="choices">
        {me.memberships.map(({ organization: { id, name, country }, roles }) => (
          <li key={id}>
            <button
              type="button"
              className="choice"
              disabled={isPending}
              onClick={() => mutate({ organization: id }, { onSuccess: ({ me: changed }) => changedTo(changed) })}
            >
              <strong>{name}</strong>
              <Place country={country} />
              <span className="small dimmed">{roles.map((role) => say(`role.${role}`)).join(', ')}</span>
            </button>
          </li>
        ))}
      </ul>
      <Trouble error={error} />
    </div>
  );
}
