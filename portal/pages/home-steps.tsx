// What somebody can begin from the first page, by the part their organization plays: each with what it is for.

import { seeHead } from '../../contract/events.ts';
import type { Operation } from '../../contract/operation.ts';
import { createCart, sendWish } from '../../contract/orders.ts';
import { listProviders } from '../../contract/organizations/directory.ts';
import { qualifyEnrolment, startEnrolment } from '../../contract/organizations/enrolments.ts';
import { createPartnershipInvitation } from '../../contract/partnerships.ts';
import { createPriceImport } from '../../contract/price-sheets.ts';
import { createInvitation } from '../../contract/relationships/invitations.ts';
import { listRelationships } from '../../contract/relationships/relationships.ts';
import type { Entry, Side } from '../capability.ts';
import { useMay, useStandsAt } from '../may.ts';
import { To } from '../parts/link.tsx';
import { useSay } from '../parts/say.ts';
import { makesLinks } from './relationships/relationships.ts';

type Step = {
  to: string;
  title: string;
  about: string;
  operation: Operation;
  sides?: readonly Side[];
  isOffered?: Entry['isOffered'];
};
/** In the order of the story: agree, invite, order, look. */
const steps: readonly Step[] = [
  {
    ...{ to: '/partnership-invitations/new', title: 'command.partnershipInvitation.create' },
    ...{ about: 'home.step.reseller', operation: createPartnershipInvitation, sides: ['provider'] },
  },
  {
    ...{ to: '/providers', title: 'page.directory', about: 'home.step.directory' },
    ...{ operation: listProviders, sides: ['reseller'] },
  },
  {
    to: '/invitations/new',
    title: 'command.invitation.create',
    about: 'home.step.customer',
    operation: createInvitation,
    isOffered: makesLinks,
  },
  {
    ...{ to: '/orders/new', title: 'command.cart.create', about: 'home.step.order' },
    ...{ operation: createCart, sides: ['seller'] },
  },
  { to: '/wishes/new', title: 'command.wish.send', about: 'noun.wish.about', operation: sendWish, sides: ['reseller'] },
  {
    ...{ to: '/enrolments', title: 'noun.enrolment.many', about: 'home.step.enrolments' },
    ...{ operation: qualifyEnrolment, sides: ['operator'] },
  },
  {
    ...{ to: '/price-imports/new', title: 'command.priceImport.create', about: 'noun.priceImport.about' },
    ...{ operation: createPriceImport, sides: ['operator'] },
  },
  {
    ...{
      to: '/log-verification',
      title: 'page.heads',
      about: 'home.step.log',
      operation: seeHead,
      sides: ['operator'],
    },
  },
  {
    ...{ to: '/partners', title: 'noun.yourPartner.many', about: 'home.step.partners' },
    ...{ operation: listRelationships, sides: ['customer'] },
  },
  {
    ...{ to: '/enrolments/new', title: 'command.enrolment.start', about: 'home.step.enrol' },
    operation: startEnrolment,
    isOffered: ({ sides }) => !sides.includes('operator'),
  },
];
const shownMax = 4;

export function Steps() {
  const say = useSay();
  const may = useMay();
  const standsAt = useStandsAt();
  const shown = steps.filter((one) => may(one.operation.name) && standsAt(one)).slice(0, shownMax);
  if (shown.length === 0) return null;
  return (
    <section className="column tight" aria-labelledby="steps">
      <h2 id="steps">{say('home.steps')}</h2>
      <ul className="home-steps">
        {shown.map(({ to, title, about }) => (
          <li key={to} className="card">
            <To to={to}>{say(title)}</To>
            <p className="small">{say(about)}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
