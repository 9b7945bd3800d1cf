// The pattern of inviting by a link: what is asked first, what will happen, then the link and the mail that carries it.
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import type { Preview } from '../../contract/client.ts';
import type { Operation } from '../../contract/operation.ts';
import { reading } from '../api.ts';
import type { Item } from '../capability.ts';
import { useChangeSearch, useSearch } from './address.ts';
import { useCommanding } from './commanding.ts';
import type { Answers } from './field.tsx';
import { Foreseen } from './foreseen.tsx';
import { Journey, useStep } from './journey.tsx';
import { To } from './link.tsx';
import { announce } from './live.tsx';
import { MailDraft, SecretLink } from './mail-draft.tsx';
import { useSay } from './say.ts';
import { Trouble } from './trouble.tsx';
import { Moment } from './value.tsx';

type Given = {
  /** Where its texts begin: title, the first and the last step, next, see. */
  texts: string;
  noun: { name: string; path: string };
  first: string;
  create: Operation;
  see: Operation;
  mail: { operation: Operation; language: string };
  asking: ReactNode;
  isReady: boolean;
  body: Answers;
  /** What else can be done where the preview refuses. */
  instead?: (preview: Preview) => ReactNode;
  onDone: () => void;
};

function Sent({ id, texts, noun, see, mail }: Given & { id: string }) {
  const say = useSay();
  const { data, error } = useQuery(reading<Item & { link?: string; expiresAt?: string | null }>(see, { path: { id } }));
  return (
    <>
      <Trouble error={error} />
      {data?.link && <SecretLink link={data.link} />}
      <MailDraft operation={mail.operation} id={id} languageLabel={say(mail.language)} />
      <section className="column tight">
        <h3>{say('portal.whatNext')}</h3>
        <p>{say(`${texts}.next`)}</p>
        {data?.expiresAt && (
          <p>
            {say('portal.waiting.until')} <Moment at={data.expiresAt} />
          </p>
        )}
        <p>
          <To to={`${noun.path}/${id}`}>{say(`${texts}.see`)}</To>
        </p>
      </section>
    </>
  );
}

/** Making the link and remembering it in the address, so that a reload shows the same one and makes no other. */
function useMaking({ noun, create, body, onDone }: Given, isReviewing: boolean) {
  const say = useSay();
  const change = useChangeSearch();
  const [asked, setAsked] = useState<string>();
  const made = ({ id }: Item) => {
    onDone();
    announce(say(`command.${noun.name}.create.done`));
    change({ step: 'send', made: id });
  };
  const commanding = useCommanding({ operation: create, onDone: made });
  const { isBusy, look } = commanding;
  // What was foreseen holds for the answers it was asked with, and for no others.
  const text = JSON.stringify(body);
  const isAsked = asked === text;
  useEffect(() => {
    if (!isReviewing || isAsked || isBusy) return;
    setAsked(text);
    look(JSON.parse(text) as Answers);
  }, [isReviewing, isAsked, isBusy, text, look]);
  return { ...commanding, preview: isAsked ? commanding.preview : undefined };
}

export function Inviting(given: Given) {
  const { texts, noun, first, asking, isReady, body, instead } = given;
  const say = useSay();
  const { made } = useSearch();
  const [step, go] = useStep([first, 'review', 'send']);
  const isUnready = (step === 'send' && !made) || (step === 'review' && !isReady);
  const current = isUnready ? first : step;
  const { preview, error, isBusy, look, confirm } = useMaking(given, current === 'review');
  const act = () => confirm(body);
  const review = (
    <>
      {preview && <Foreseen preview={preview} />}
      {preview && instead?.(preview)}
      <Trouble error={error} onAgain={() => (preview ? confirm(body) : look(body))} />
    </>
  );
  const steps = [
    { name: first, title: say(`${texts}.step.${first}`), content: asking, isReady },
    {
      name: 'review',
      title: say('portal.preview.title'),
      content: review,
      isReady: !!preview?.token,
      next: { verb: say(`command.${noun.name}.create`), act, isBusy },
    },
    { name: 'send', title: say(`${texts}.step.send`), content: made && <Sent {...given} id={made} />, isFinal: true },
  ];
  return <Journey title={say(`${texts}.title`)} steps={steps} current={current} go={go} />;
}
