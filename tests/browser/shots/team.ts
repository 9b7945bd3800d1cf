// The pages of the team, of programs and of webhooks, each with something to look at.
import { createApiClient } from '../../../contract/identity/api-clients.ts';
import { listMembers } from '../../../contract/members.ts';
import { createWebhook, pingWebhook } from '../../../contract/webhooks.ts';
import type { Shots } from '../shots.ts';

export const team: Shots = {
  prepare: async (place) => {
    const hyun = await place.as('Hyun');
    const { items } = await hyun.call(listMembers, {});
    const program = await hyun.call(createApiClient, {
      body: { name: 'Night run', roles: ['adminAgent'], networks: ['192.0.2.0/24'] },
    });
    const webhook = await hyun.call(createWebhook, {
      body: { url: 'https://hooks.miru.example/kontor', types: ['partnership.*', 'member.added'] },
    });
    await hyun.call(pingWebhook, { path: { id: webhook.id }, body: {} });
    const jiwoo = items.find(({ displayName }) => displayName === 'Jiwoo')!;
    return { member: jiwoo.id, program: program.id, webhook: webhook.id };
  },
  shots: [
    { name: 'members', by: 'Hyun', path: () => '/members' },
    { name: 'member', by: 'Hyun', path: ({ member }) => `/members/${member}` },
    {
      name: 'member-roles',
      by: 'Hyun',
      path: ({ member }) => `/members/${member}`,
      act: (page) => page.locator('[data-command="changeRoles"]').click(),
    },
    { name: 'api-clients', by: 'Hyun', path: () => '/api-clients' },
    { name: 'api-client', by: 'Hyun', path: ({ program }) => `/api-clients/${program}` },
    { name: 'webhooks', by: 'Hyun', path: () => '/event-webhooks' },
    { name: 'webhook', by: 'Hyun', path: ({ webhook }) => `/event-webhooks/${webhook}` },
    { name: 'customer-agreements', by: 'Yuna', path: () => '/customer-agreements' },
    { name: 'customer-agreement-accept', by: 'Haneul', path: () => '/customer-agreements/new' },
  ],
};
