// The people of the demo world, to sign in as without a password.
import { useQuery } from '@tanstack/react-query';
import { listPersonas, type Persona, signInAsPersona } from '../../../contract/identity.ts';
import { reading } from '../../api.ts';
import { useSay } from '../../parts/say.ts';
import { Trouble } from '../../parts/trouble.tsx';
import { changedTo } from '../../session.ts';
import { useSpeak } from '../../words.tsx';
import { useAsking } from './asking.ts';

function One({ persona: { id, displayName, memberships, language } }: { persona: Persona }) {
  const say = useSay();
  const spoken = useSpeak();
  const { mutate, isPending, error } = useAsking(signInAsPersona, { id });
  const enter = () => mutate({}, { onSuccess: ({ me }) => void spoken.change(language).then(() => changedTo(me)) });
  return (
    <li>
      <button type="button" className="choice" disabled={isPending} onClick={enter}>
        <strong lang={language}>{displayName}</strong>
        {memberships.map(({ organization, roles }) => (
          <span key={organization.id} className="small">
            {organization.name} <span className="dimmed">{roles.map((role) => say(`role.${role}`)).join(', ')}</span>
          </span>
        ))}
      </button>
      <Trouble error={error} />
    </li>
  );
}

export function Personas() {
  const say = useSay();
  const { data, error, refetch } = useQuery(reading<{ items: Persona[] }>(listPersonas));
  return (
    <section className="card step-form column" aria-labelledby="personas">
      <h2 id="personas">{say('identity.personas')}</h2>
      <p className="dimmed">{say('identity.personas.about')}</p>
      <Trouble error={error} onAgain={() => void refetch()} />
      <ul className="choices">
        {data?.items.map((persona) => (
          <One key={persona.id} persona={persona} />
        ))}
      </ul>
    </section>
  );
}
