// When there is no such page, or a page could not be shown: what happened, and ways on.
import { useRouter, useRouterState } from '@tanstack/react-router';
import { queries } from '../api.ts';
import { Frame } from '../frame/frame.tsx';
import { stepFor, useStanding } from '../session.ts';
import { Head } from './head.tsx';
import { To } from './link.tsx';
import { OpenFrame } from './open-frame.tsx';
import { useSay } from './say.ts';
import { Note, Trouble } from './trouble.tsx';

/** No page, hence no frame around it: this brings the one that belongs to who is asking. */
export function UnknownPage() {
  const standing = useStanding();
  if (!stepFor(standing)) {
    return (
      <Frame>
        <Unknown />
      </Frame>
    );
  }
  return (
    <OpenFrame>
      <Unknown />
    </OpenFrame>
  );
}

function Unknown() {
  const say = useSay();
  const path = useRouterState({ select: ({ location }) => location.pathname });
  return (
    <div className="column">
      <Head title={say('portal.unknown.title')} />
      <p>{say('portal.unknown.text', { path })}</p>
      <p>
        <To to="/">{say('portal.home')}</To>
      </p>
    </div>
  );
}

/** A newer release may have replaced the files of this page: loading again brings them. */
const isOutdated = (error: unknown) =>
  error instanceof Error && /dynamically imported module|module script/i.test(error.message);

export function Unexpected({ error }: { error: unknown }) {
  const say = useSay();
  const router = useRouter();
  const again = () => {
    if (isOutdated(error)) location.reload();
    else void queries.resetQueries().then(() => router.invalidate());
  };
  if (error instanceof TypeError && !isOutdated(error) && !/fetch|network/i.test(error.message)) {
    return <Note tone="bad">{say('portal.unexpected')}</Note>;
  }
  return <Trouble error={error} onAgain={again} />;
}
