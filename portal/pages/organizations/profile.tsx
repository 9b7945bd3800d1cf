// One's own organization: leads to its page, under an address that everybody can share.
import { Navigate } from '@tanstack/react-router';
import { useMe } from '../../session.ts';

export default function Profile() {
  const { organization } = useMe();
  return <Navigate to={`/organizations/${organization}` as never} replace />;
}
