// One step of signing in: a title, a few inputs, and the verb that goes on.
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Head } from '../../parts/head.tsx';
import { Trouble } from '../../parts/trouble.tsx';

type Given = {
  title: string;
  verb: string;
  isBusy: boolean;
  error: unknown;
  onSubmit: () => void;
  children: ReactNode;
  below?: ReactNode;
  /** A part of a page that has its own first heading, or of a dialog. */
  isPart?: boolean;
};
export function StepForm({ title, verb, isBusy, error, onSubmit, children, below, isPart = false }: Given) {
  return (
    <div className={isPart ? 'card column' : 'card step-form column'}>
      {isPart ? <h2>{title}</h2> : <Head key={title} title={title} />}
      <form
        className="column"
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit();
        }}
      >
        {children}
        <Trouble error={error} />
        <Button type="submit" loading={isBusy} fullWidth>
          {verb}
        </Button>
      </form>
      {below}
    </div>
  );
}
