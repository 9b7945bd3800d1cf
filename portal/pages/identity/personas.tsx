// The people of the demo world, to sign in as without a password.
import { useQuery } from '@tanstack/react-query';
import { listPersonas, type Persona, signInAsPersona } from '../../../contract/identity.ts';
import { reading } from '../../api.ts';
import { useSay } from '../../parts/say.ts';
import { Trouble } from '../../parts/trouble.tsx';
import { changedTo } from '../../session.ts';
import { useSpeak } from '../../words.tsx';
import { useAsking } from './asking.ts';

type Entered = { onEntered?: (() => void) | undefined };

function One({ persona: { id, displayName, memberships, language }, onEntered }: { persona: Persona } & Entered) {
  const say = useSay();
  const spoken = useSpeak();
  const { mutate, isPending, error } = useAsking(signInAsPersona, { id });
  const enter = () =>
    mutate(
      {},
      {
        onSuccess: ({ me }) =>
          void spoken
            .change(language)
            .then(() => changedTo(me))
            .then(onEntered),
      },
    );
  return (
    <li>
      <button type="button" className="choice" disabled={isPending} onClick={enter}>
        <strong lang={language}>{displayName}</strong>
        {memberships.map(({ organization, roles }) => (
          <span key={organization.id} className="small dimmed">
            {roles.map((role) => say(`role.${role}`)).join(', ')}
          </span>
        ))}
      </button>
      <Trouble error={error} />
    </li>
  );
}

/** By organization, so that the sides of a story are found together. */
function byOrganization(personas: readonly Persona[]): [name: string, people: Persona[]][] {
  const groups = new Map<string, Persona[]>();
  for (const persona of personas) {
    const name = persona.memberships[0]?.organization.name ?? '';
    groups.set(name, [...(groups.get(name) ?? []), persona]);
  }
  return [...groups].sort(([one], [other]) => one.localeCompare(other));
}

export function Personas({ onEntered }: Entered) {
  const say = useSay();
  const { data, error, refetch } = useQuery(reading<{ items: Persona[] }>(listPersonas));
  return (
    <section className="card step-form column" aria-labelledby="personas">
      <h2 id="personas">{say('identity.personas')}</h2>
      <p className="dimmed">{say('identity.personas.about')}</p>
      <Trouble error={error} onAgain={() => void refetch()} />
      {byOrganization(data?.items ?? []).map(([name, people]) => (
        <section key={name} aria-label={name}>
          <h3>{name}</h3>
          <ul className="choices">
            {people.map((persona) => (
              <One key={persona.id} persona={persona} onEntered={onEntered} />
            ))}
          </ul>
        </section>
      ))}
    </section>
  );
}
