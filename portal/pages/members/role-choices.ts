// Which roles a form offers: those that this organization gives and that the caller may give, each with what it can do.
import { listRoles } from '../../../contract/members.ts';
import type { Answer } from '../../../contract/operation.ts';
import type { Choices } from '../../capability.ts';
import type { Say } from '../../parts/say.ts';

type Givable = Answer<typeof listRoles>['items'][number];
const option =
  (say: Say) =>
  ({ role }: Givable) => ({
    value: role,
    label: say(`role.${role}`),
    about: say(`role.${role}.about`),
  });

/** A role that the person holds already is offered, too: else it could not be seen, nor be taken away. */
export const rolesToGive: Choices = {
  operation: listRoles,
  of: ({ items }: Answer<typeof listRoles>, { say, item }) => {
    const held = (item?.roles ?? []) as readonly string[];
    const fits = (one: Givable) => !item?.isGuest || one.isForGuests;
    return items.filter((one) => (one.mayGive && fits(one)) || held.includes(one.role)).map(option(say));
  },
};

/** ROL-003: three roles at most. */
export const guestRoles: Choices = {
  operation: listRoles,
  of: ({ items }: Answer<typeof listRoles>, { say }) =>
    items.filter(({ isForGuests, mayGive }) => isForGuests && mayGive).map(option(say)),
};
