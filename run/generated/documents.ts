// Every generated document by its file name, made anew from the code.

import { operations } from '../../contract/list.ts';
import { openApi } from '../../contract/openapi.ts';
import { about } from '../../server/docs.ts';
import { happenings } from '../../server/identity/trail.ts';
import { traces } from '../../server/platform/record/access-log.ts';
import { rooms, things } from '../../server/rooms.ts';
import { causesIn, consequencesIn } from './causes.ts';
import { printedEvents } from './events.ts';
import { printedLifecycles } from './lifecycles.ts';
import { printedPolicy } from './policy.ts';
import { printedRefusals } from './refusals.ts';
import { printedSettings } from './settings.ts';
import { declaredRefusals } from './tree.ts';

/** What identity records beside its commands. */
const aroundSigningIn = Object.entries(happenings).map(([event, action]) => ({
  room: 'identity',
  action,
  events: [event],
}));

const reads = Object.entries(traces).map(([event, action]) => ({ room: 'platform', action, events: [event] }));

export const folder = 'docs/generated';

export const documents = async (): Promise<Record<string, string>> => ({
  'openapi.json': `${JSON.stringify(openApi(operations, about), null, 2)}\n`,
  'policy.txt': printedPolicy(things),
  'lifecycles.md': printedLifecycles(things),
  'refusals.md': printedRefusals(await declaredRefusals()),
  'events.md': printedEvents({
    causes: [...causesIn(rooms), ...aroundSigningIn, ...reads],
    consequences: consequencesIn(rooms),
  }),
  'settings.md': printedSettings(),
});
