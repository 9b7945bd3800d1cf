// Where one can go: what the caller may see, and nothing that the role will never do.
import { House } from 'lucide-react';
import { entries } from '../capabilities.ts';
import { useMay } from '../may.ts';
import { To } from '../parts/link.tsx';
import { useSay } from '../parts/say.ts';

export function SideBar({ onGo }: { onGo: () => void }) {
  const say = useSay();
  const may = useMay();
  const seen = entries.filter(({ list }) => may(list.name));
  return (
    <nav id="side-bar" className="side-bar" aria-label={say('portal.navigation')}>
      <ul>
        <li>
          <To to="/" onClick={onGo}>
            <House size={18} aria-hidden />
            {say('portal.home')}
          </To>
        </li>
        {seen.map(({ name, path, icon: Icon }) => (
          <li key={name}>
            <To to={path} onClick={onGo}>
              <Icon size={18} aria-hidden />
              {say(`noun.${name}.many`)}
            </To>
          </li>
        ))}
      </ul>
    </nav>
  );
}
