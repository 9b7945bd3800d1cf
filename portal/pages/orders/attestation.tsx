// Where the customer agreement is missing: who of the customer accepted it and when, stated with the order (ORD-024).
import { Skeleton, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { type CustomerAgreementText, readCustomerAgreement } from '../../../contract/agreements.ts';
import type { Problem } from '../../../contract/problem.ts';
import { reading } from '../../api.ts';
import { currentLanguage } from '../../language.ts';
import { pointedAt } from '../../parts/form.tsx';
import { useSay } from '../../parts/say.ts';
import { Trouble } from '../../parts/trouble.tsx';

export type Attested = {
  edition?: string;
  firstName?: string;
  lastName?: string;
  email?: string;
  phone?: string;
  companyName?: string;
  agreedAt?: string;
};

/** As the contract takes it, once all that must be stated is there. */
export function attestationOf({ edition, firstName, lastName, email, agreedAt, phone, companyName }: Attested) {
  if (!edition || !firstName || !lastName || !email || !agreedAt) return undefined;
  const more = { ...(phone && { phone }), ...(companyName && { companyName }) };
  return { edition, firstName, lastName, email, agreedAt: new Date(agreedAt).toISOString(), ...more };
}

const asked = [
  { name: 'firstName', max: 50, isRequired: true },
  { name: 'lastName', max: 50, isRequired: true },
  { name: 'email', max: 254, isRequired: true, type: 'email' },
  { name: 'agreedAt', isRequired: true, type: 'datetime-local' },
  { name: 'phone', max: 30, type: 'tel' },
  { name: 'companyName', max: 200 },
] as const;

/** Where the questions above show what the server faults. */
export const markedHere = asked.map(({ name }) => `/attestation/${name}`);

type Given = {
  customer: { name: string; country: string };
  typed: Attested;
  problem: Problem | undefined;
  onType: (next: Attested) => void;
};

export function Attestation({ customer, typed, problem, onType }: Given) {
  const say = useSay();
  const query = { country: customer.country, language: currentLanguage() };
  const { data, error, refetch } = useQuery(reading<CustomerAgreementText>(readCustomerAgreement, { query }));
  const { edition } = data ?? {};
  const isNew = edition !== undefined && typed.edition !== edition;
  useEffect(() => {
    if (isNew) onType({ edition });
  }, [isNew, edition, onType]);
  return (
    <fieldset className="group">
      <legend>{say('orders.attest.title')}</legend>
      <p>{say('orders.attest.about', { customer: customer.name })}</p>
      <Trouble error={error} onAgain={() => void refetch()} />
      {!data && !error && <Skeleton height={60} />}
      {data && (
        <details>
          <summary>{say('orders.attest.text', { title: data.title, edition: data.edition })}</summary>
          <p className="agreement-text" lang={data.language}>
            {data.text}
          </p>
        </details>
      )}
      {asked.map((one) => (
        <TextInput
          key={one.name}
          label={say(`orders.attest.${one.name}`)}
          required={'isRequired' in one}
          {...('type' in one && { type: one.type })}
          {...('max' in one && { maxLength: one.max })}
          value={typed[one.name] ?? ''}
          error={pointedAt(problem, `/attestation/${one.name}`)}
          onChange={(event) => onType({ [one.name]: event.currentTarget.value })}
        />
      ))}
    </fieldset>
  );
}
