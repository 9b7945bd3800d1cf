// Whether the caller's roles can ever do something here; the server decides, the portal only hides.
import { useStanding } from './session.ts';

/** The operations that the roles allow in some state, as the server lists them; without a list nothing is hidden. */
export function useMay(): (operation: string) => boolean {
  const { may } = useStanding() as { may?: readonly string[] };
  return (operation) => may?.includes(operation) ?? true;
}
