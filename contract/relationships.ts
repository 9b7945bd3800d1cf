// Our promise about customers: how a partner invites them, what they answer, and the relationships that follow.
import { operations as consents } from './relationships/consents.ts';
import { operations as customers } from './relationships/customers.ts';
import { operations as invitations } from './relationships/invitations.ts';
import { operations as relationships } from './relationships/relationships.ts';

export const operations = [...invitations, ...consents, ...relationships, ...customers];
