// A command as a dialog: what must be asked, what will happen, and the verb on the button that does it.
import { Button, Loader, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { problemOf } from '../api.ts';
import type { Command, Item } from '../capability.ts';
import { type Commanding, useCommanding } from './commanding.ts';
import { Dialog } from './dialog.tsx';
import { useDraft } from './draft.ts';
import type { Answers } from './field.tsx';
import { Foreseen, type InWords } from './foreseen.tsx';
import { Fields, pointersOf } from './form.tsx';
import { announce } from './live.tsx';
import { useOffered } from './offering.ts';
import { asksForProof, ProveAgain } from './prove-again.tsx';
import { Revealed, revealedIn } from './revealed.tsx';
import { useSay } from './say.ts';
import { type Shape, shapesOf } from './shape.ts';
import { Note, Trouble } from './trouble.tsx';

type Given = {
  noun: string;
  command: Command;
  /** Of an existing thing; its title must be typed where the command is irreversible. */
  item?: Item | undefined;
  title?: string;
  /** Where the path names something else than the id of the thing. */
  path?: Readonly<Record<string, string>>;
  /** What was asked on the page already; then the dialog begins with what will happen. */
  body?: Answers;
  inWords?: InWords;
  onClose: () => void;
  onDone?: (item: Item) => void;
};

/** What is typed is kept for the version it was typed for, and given up when the dialog is closed on purpose. */
function useTyped({ command: { operation, start }, item, body: known }: Given) {
  const initial = item && start ? start(item) : {};
  const [typed, change, forget] = useDraft<Answers>(
    `${operation.name}.${item?.id ?? 'new'}.${item?.version ?? 0}`,
    initial,
  );
  return { body: known ?? typed, change, forget };
}

const inPath = (name: string): Shape => ({ name, kind: 'text', isRequired: true, choices: [], within: [] });
/** What is asked: first what the path names, then the body. */
function useQuestions(given: Given) {
  const { command, item, body: known } = given;
  const { operation, leaves = [], asksPath = [] } = command;
  const asked = shapesOf(operation.body).filter(({ name }) => !leaves.includes(name));
  const shapes = known ? [] : [...asksPath.map(inPath), ...asked];
  const { body: answers, change, forget } = useTyped(given);
  const named = Object.fromEntries(asksPath.map((name) => [name, String(answers[name] ?? '')]));
  const body = Object.fromEntries(Object.entries(answers).filter(([name]) => !asksPath.includes(name)));
  const path = given.path ?? { ...(item && { id: item.id }), ...named };
  return { shapes, answers, body, path, change, forget };
}

export function CommandDialog(given: Given) {
  const { command, item, onDone } = given;
  const { operation } = command;
  const say = useSay();
  const navigate = useNavigate();
  const { shapes, answers, body, path, change, forget } = useQuestions(given);
  const [once, setOnce] = useState<ReturnType<typeof revealedIn>>();
  const onClose = () => {
    forget();
    given.onClose();
  };
  const finish = (answer: Item) => {
    announce(say(`command.${operation.name}.done`));
    onDone?.(answer);
    const revealed = revealedIn(answer);
    if (revealed) setOnce(revealed);
    else onClose();
    if (command.leadsTo) void navigate(command.leadsTo(answer) as never);
  };
  const commanding = useCommanding({ operation, path, version: item?.version, onDone: finish });
  const { preview, look } = commanding;
  // biome-ignore lint/correctness/useExhaustiveDependencies: previewed on opening, and for each version
  useEffect(() => {
    if (shapes.length === 0 && !once) look(body);
  }, [item?.version]);
  const asked = { ...given, onClose, body, commanding };
  return (
    <Dialog
      title={say(`command.${operation.name}`)}
      onClose={once ? () => announce(say('portal.revealed.once')) : onClose}
    >
      {once && <Revealed once={once} onClose={onClose} />}
      {!once && (preview || shapes.length === 0) && <Confirming {...asked} hasForm={shapes.length > 0} />}
      {!once && !preview && shapes.length > 0 && (
        <Asking {...asked} shapes={shapes} answers={answers} onChange={change} />
      )}
    </Dialog>
  );
}

type Asked = Given & {
  shapes: readonly Shape[];
  answers: Answers;
  body: Answers;
  commanding: Commanding;
  onChange: (change: Answers) => void;
};
function Asking({ noun, command, item, shapes, answers, body, commanding, onChange, onClose }: Asked) {
  const say = useSay();
  const { error, isBusy, look } = commanding;
  const { offered, isPending, error: unread } = useOffered(command, item);
  const { questions } = command;
  const fields = { noun, shapes, answers, problem: problemOf(error), offered, questions, onChange };
  if (isPending) return <Loader size="sm" aria-label={say('portal.loading')} />;
  return (
    <form
      className="column"
      onSubmit={(event) => {
        event.preventDefault();
        look(body);
      }}
    >
      <Fields {...fields} />
      <Trouble error={error ?? unread} noun={noun} marked={pointersOf(shapes)} />
      <div className="dialog-foot">
        <Button variant="default" onClick={onClose}>
          {say('portal.cancel')}
        </Button>
        <Button type="submit" loading={isBusy}>
          {say('portal.preview.look')}
        </Button>
      </div>
    </form>
  );
}

type Confirmed = Given & { body: Answers; commanding: Commanding; hasForm: boolean };
function Confirming({ noun, command, item, title = '', body, inWords, commanding, hasForm, onClose }: Confirmed) {
  const say = useSay();
  const [typed, setTyped] = useState('');
  const { preview, error, isBusy, hasChanged } = commanding;
  const isNamed = !command.isIrreversible || typed.trim() === title;
  const canConfirm = !!preview?.token && preview.would.refusals.length === 0 && isNamed;
  const again = () => (preview ? commanding.confirm(body) : commanding.look(body));
  return (
    <div className="column">
      {hasChanged && <Note tone="waiting">{say('portal.preview.changed')}</Note>}
      {!preview && isBusy && <Loader size="sm" aria-label={say('portal.loading')} />}
      {preview && <p className="dimmed">{say('portal.preview.title')}</p>}
      {preview && <Foreseen preview={preview} before={item} inWords={inWords} />}
      {command.isIrreversible && preview?.token && (
        <TextInput
          label={say('portal.typeName', { name: title })}
          value={typed}
          autoComplete="off"
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      )}
      {asksForProof(error) ? <ProveAgain onProven={again} /> : <Trouble error={error} onAgain={again} noun={noun} />}
      <div className="dialog-foot">
        <Button variant="default" onClick={hasForm ? commanding.back : onClose}>
          {say(hasForm ? 'portal.back' : 'portal.cancel')}
        </Button>
        <Button disabled={!canConfirm} loading={isBusy && !!preview} onClick={() => commanding.confirm(body)}>
          {say(`command.${command.operation.name}`)}
        </Button>
      </div>
    </div>
  );
}
