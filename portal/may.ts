// Whether the caller's roles can ever do something here; the server decides, the portal only hides.
import { useStanding } from './session.ts';

/** The operations that the roles allow in some state, as the server lists them. */
export function useMay(): (operation: string) => boolean {
  const { may } = useStanding();
  return (operation) => may.includes(operation);
}
