// The pages of partnerships, with an open link and a partnership to look at.
import { approvePartnership, createPartnershipInvitation } from '../../../contract/partnerships.ts';
import type { Shots } from '../shots.ts';

const tokenOf = (link: string | undefined): string => link?.split('/').at(-1) ?? '';

export const partnerships: Shots = {
  prepare: async (place) => {
    const [sena, hyun] = await Promise.all([place.as('Sena'), place.as('Hyun')]);
    const used = await sena.call(createPartnershipInvitation, { body: {} });
    const path = { token: tokenOf(used.link) };
    await hyun.call(approvePartnership, { path, body: { confirmsPartnership: true } });
    const open = await sena.call(createPartnershipInvitation, { body: { reusable: true } });
    return { invitation: open.id, token: tokenOf(open.link) };
  },
  shots: [
    { name: 'home', by: 'Sena', path: () => '/' },
    { name: 'partnerships', by: 'Jiwoo', path: () => '/partnerships' },
    { name: 'partnership-invitations', by: 'Sena', path: () => '/partnership-invitations' },
    { name: 'partnership-invitation', by: 'Sena', path: ({ invitation }) => `/partnership-invitations/${invitation}` },
    { name: 'partnership-invite', by: 'Sena', path: () => '/partnership-invitations/new' },
    { name: 'partnership-link', path: ({ token }) => `/partnership-links/${token}` },
    { name: 'partnership-link-signed-in', by: 'Yejin', path: ({ token }) => `/partnership-links/${token}` },
    { name: 'sign-in', path: () => '/sign-in' },
    { name: 'account', by: 'Sena', path: () => '/account' },
  ],
};
