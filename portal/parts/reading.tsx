// A text to be read before it is agreed to: its edition, its language, and which language binds.
import { NativeSelect, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Operation } from '../../contract/operation.ts';
import { reading } from '../api.ts';
import { languages } from '../language.ts';
import { useSpeak } from '../words.tsx';
import { useSay } from './say.ts';
import { Trouble } from './trouble.tsx';

export type Readable = { edition: string; title: string; text: string; language: string; notice?: string };
type Given = {
  operation: Operation;
  path?: Readonly<Record<string, string>>;
  query?: Readonly<Record<string, string>>;
  language: string;
  onLanguage: (language: string) => void;
};

/** The text in the reader's language at first; another one by choice. */
export function useReading({ operation, path = {}, query = {}, language }: Omit<Given, 'onLanguage'>) {
  return useQuery(reading<Readable>(operation, { path, query: { ...query, language } }));
}

export function useReadLanguage(): [string, (language: string) => void] {
  const { language } = useSpeak();
  return useState<string>(language);
}

export function Reading(given: Given) {
  const say = useSay();
  const { data, error, refetch } = useReading(given);
  return (
    <div className="column">
      <NativeSelect
        label={say('portal.reading.language')}
        value={given.language}
        data={Object.entries(languages).map(([value, label]) => ({ value, label }))}
        onChange={(event) => given.onLanguage(event.currentTarget.value)}
      />
      <Trouble error={error} onAgain={() => void refetch()} />
      {!data && !error && <Skeleton height={240} aria-label={say('portal.loading')} />}
      {data && (
        <section className="readable column tight" lang={data.language} aria-label={data.title}>
          <h3>{data.title}</h3>
          {data.notice && <p className="small dimmed">{data.notice}</p>}
          {data.text.split('\n\n').map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
        </section>
      )}
      {data && <p className="small dimmed">{say('portal.reading.edition', { edition: data.edition })}</p>}
    </div>
  );
}
