// Which address shows what: every capability's lists and things by its data, each page loaded when it is opened.
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
  retainSearchParams,
} from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { queries } from './api.ts';
import { capabilities, lists, nouns } from './capabilities.ts';
import type { Listed, Noun } from './capability.ts';
import { Frame } from './frame/frame.tsx';
import { neededAt } from './needed.ts';
import { parseSearch, type Search, stringifySearch } from './parts/address.ts';
import { Admitted } from './parts/closed.tsx';
import { OpenFrame } from './parts/open-frame.tsx';
import { Unexpected, UnknownPage } from './parts/unexpected.tsx';
import { isOverviewOnly, standing, stepFor } from './session.ts';

const root = createRootRoute({
  component: Outlet,
  notFoundComponent: UnknownPage,
  errorComponent: Unexpected,
  validateSearch: (search: Search) => search,
  search: { middlewares: [retainSearchParams(['asOf'] as never)] },
  beforeLoad: () => queries.ensureQueryData(standing),
});

/** Pages before sign-in, and the steps of signing in itself. */
const outside = createRoute({
  getParentRoute: () => root,
  id: 'outside',
  component: () => (
    <OpenFrame>
      <Outlet />
    </OpenFrame>
  ),
});

/** Whoever has a step of signing in left is led there, and back afterwards. */
const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  component: () => <Frame />,
  beforeLoad: async ({ location }) => {
    const standingNow = await queries.ensureQueryData(standing);
    if (!stepFor(standingNow) || (location.pathname === '/' && isOverviewOnly(standingNow))) return;
    throw redirect({ to: '/sign-in' as never, search: { next: location.href } as never });
  },
});

type Page = () => Promise<{ default: ComponentType }>;
const at = (parent: typeof inside | typeof outside, path: string, page: Page) =>
  createRoute({ getParentRoute: () => parent, path, component: lazyRouteComponent(page) });

const listOf =
  (noun: Listed): Page =>
  async () => {
    const { ListPage } = await import('./parts/list-page.tsx');
    return { default: () => <ListPage key={noun.name} noun={noun} /> };
  };
const thingOf =
  (noun: Noun): Page =>
  async () => {
    const { ThingPage } = await import('./parts/thing-page.tsx');
    return { default: () => <ThingPage noun={noun} /> };
  };

const insidePages: Record<string, Page> = {
  '/': () => import('./pages/home.tsx'),
  '/account': () => import('./pages/identity/account.tsx'),
  ...Object.fromEntries([...nouns, ...lists].map((noun) => [noun.path, listOf(noun)])),
  ...Object.fromEntries(nouns.flatMap(({ path, listPage }) => (listPage ? [[path, listPage]] : []))),
  ...Object.fromEntries(nouns.map((noun) => [`${noun.path}/$id`, thingOf(noun)])),
  ...Object.assign({}, ...capabilities.map(({ pages }) => pages)),
};
const outsidePages: Record<string, Page> = {
  '/sign-in': () => import('./pages/identity/sign-in.tsx'),
  '/reset-password': () => import('./pages/identity/reset-password.tsx'),
  ...Object.assign({}, ...capabilities.map(({ openPages }) => openPages)),
};

/** Whoever opens by its address what their roles never open is told who may. */
function admitting(path: string, page: Page): Page {
  const needed = neededAt[path];
  if (!needed) return page;
  return async () => {
    const { default: Shown } = await page();
    const Guarded = () => (
      <Admitted needed={needed}>
        <Shown />
      </Admitted>
    );
    return { default: Guarded };
  };
}

const tree = root.addChildren([
  outside.addChildren(Object.entries(outsidePages).map(([path, page]) => at(outside, path, page))),
  inside.addChildren(Object.entries(insidePages).map(([path, page]) => at(inside, path, admitting(path, page)))),
]);

export const makeRouter = () =>
  createRouter({
    routeTree: tree,
    parseSearch,
    stringifySearch,
    defaultPreload: 'intent',
    scrollRestoration: true,
    defaultErrorComponent: Unexpected,
    defaultNotFoundComponent: UnknownPage,
  });
