// The reseller of record: one of the own resellers by name, another location by its id, or nobody (CHN-030).
import { NativeSelect, Skeleton, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { NamedReseller } from '../../../contract/subscriptions.ts';
import type { Question } from '../../capability.ts';
import { useSay } from '../../parts/say.ts';
import { Note, Obstacle, Trouble } from '../../parts/trouble.tsx';
import { useResellers } from './resellers.ts';

const other = 'other';

function useChoices(known: readonly NamedReseller[]) {
  const say = useSay();
  return [
    { value: '', label: say('subscriptions.reseller.nobody') },
    ...known.map(({ reseller, partnerId }) => ({
      value: partnerId!,
      label: say('subscriptions.reseller.named', { name: reseller.name, partnerId }),
    })),
    { value: other, label: say('subscriptions.reseller.other') },
  ];
}

function WhyNot({ because }: NamedReseller) {
  return (
    <Note tone="bad">
      {because.map((one) => (
        <Obstacle key={`${one.code} ${one.says}`} {...one} />
      ))}
    </Note>
  );
}

export default function ResellerChoice({ label, value, fault, onAnswer }: Question) {
  const say = useSay();
  const { data, error, refetch } = useResellers();
  const [isOther, setIsOther] = useState(false);
  const known = (data?.items ?? []).filter(({ partnerId }) => partnerId !== null);
  const choices = useChoices(known);
  if (!data) return error ? <Trouble error={error} onAgain={() => void refetch()} /> : <Skeleton height={60} />;
  const chosen = known.find(({ partnerId }) => partnerId === value);
  const isTyped = isOther || (typeof value === 'string' && !chosen);
  const choose = (next: string) => {
    setIsOther(next === other);
    if (next !== other) onAnswer(next || null);
  };
  return (
    <div className="column tight">
      <NativeSelect
        label={label}
        description={say('subscriptions.reseller.about')}
        value={isTyped ? other : String(value ?? '')}
        data={choices}
        error={isTyped ? undefined : fault}
        onChange={(event) => choose(event.currentTarget.value)}
      />
      {isTyped && (
        <TextInput
          label={say('subscriptions.reseller.partnerId')}
          inputMode="numeric"
          maxLength={9}
          value={typeof value === 'string' ? value : ''}
          error={fault}
          onChange={(event) => onAnswer(event.currentTarget.value.replaceAll(/\D/g, '') || null)}
        />
      )}
      {chosen && !chosen.canBeNamed && <WhyNot {...chosen} />}
    </div>
  );
}
