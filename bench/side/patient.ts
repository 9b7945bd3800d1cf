// Asks again while a server says that it is busy, as every client of ours does: 503 is no refusal of what was asked.
import { setTimeout as pause } from 'node:timers/promises';

const triesMax = 30;
const betweenMs = 500;

export async function patient(ask: () => Promise<Response>): Promise<Response> {
  for (let tries = 1; ; tries += 1) {
    const answer = await ask();
    if (answer.status !== 503 || tries === triesMax) return answer;
    await answer.body?.cancel();
    await pause(betweenMs);
  }
}
