// Below a member: each role held, and what it lets this person do.
import type { Item } from '../../capability.ts';
import { useSay } from '../../parts/say.ts';

export default function WhatRolesCanDo({ item }: { item: Item }) {
  const say = useSay();
  const roles = (item.roles ?? []) as readonly string[];
  return (
    <section className="card column tight" aria-labelledby="roles">
      <h2 id="roles">{say('members.roles')}</h2>
      {roles.length === 0 && <p className="dimmed">{say('members.roles.none')}</p>}
      <dl className="column tight">
        {roles.map((role) => (
          <div key={role}>
            <dt>
              <strong>{say(`role.${role}`)}</strong>
            </dt>
            <dd>{say(`role.${role}.about`)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
