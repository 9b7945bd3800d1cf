// Tries again when the connection was lost or the server is busy; the same key makes it the same act.
export type Patience = { attemptsMax: number; waitMs: number; pause(ms: number): Promise<void> };

export const patience: Patience = {
  attemptsMax: 4,
  waitMs: 250,
  pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};
const waitMsMax = 30_000;
const busy = new Set([429, 502, 503, 504]);

const waitFor = (answer: Response | undefined, usual: number): number => {
  const seconds = Number(answer?.headers.get('retry-after') ?? Number.NaN);
  return Math.min(Number.isFinite(seconds) ? seconds * 1000 : usual, waitMsMax);
};

/** A fetch for requests that may be sent more than once: reads, and commands with an Idempotency-Key. */
export const retrying =
  (send: typeof fetch, { attemptsMax, waitMs, pause }: Patience = patience): typeof fetch =>
  async (input, init) => {
    for (let attempt = 1; ; attempt += 1) {
      const isLast = attempt >= attemptsMax;
      const outcome = await send(input, init).catch((error: unknown) => ({ error }));
      if ('error' in outcome) {
        if (isLast || init?.signal?.aborted) throw outcome.error;
      } else if (isLast || !busy.has(outcome.status)) return outcome;
      const answer = 'error' in outcome ? undefined : outcome;
      await answer?.body?.cancel();
      await pause(waitFor(answer, waitMs * 4 ** (attempt - 1)));
    }
  };
