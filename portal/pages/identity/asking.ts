// Sends one of the small forms about oneself: no preview, the same key when it is repeated after a lost connection.
import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import type { Answer, Body, Operation } from '../../../contract/operation.ts';
import { client, isLost } from '../../api.ts';

export function useAsking<O extends Operation>(operation: O, path: Record<string, string> = {}) {
  const once = useRef<string>(undefined);
  return useMutation({
    mutationFn: async (body: Body<O>): Promise<Answer<O>> => {
      once.current ??= crypto.randomUUID();
      return client.call(operation, { path, body, once: once.current } as never);
    },
    onSettled: (_answer, error) => {
      if (!isLost(error)) once.current = undefined;
    },
  });
}
