// A link inside the portal; it keeps the instant one looks at (`asOf`) in the address.
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

type Given = {
  to: string;
  search?: Readonly<Record<string, string>>;
  className?: string;
  'aria-label'?: string;
  'aria-current'?: 'page' | undefined;
  onClick?: () => void;
  children?: ReactNode;
};
/** Paths come from data, so the router's own types of known paths are left aside here and nowhere else. */
export function To({ to, search = {}, ...rest }: Given) {
  return <Link {...rest} to={to as never} search={search as never} activeOptions={{ exact: to === '/' }} />;
}
