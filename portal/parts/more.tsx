// The end of what was loaded of a long list, and the way on.
import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useSay } from './say.ts';

/** Reaching the end loads more by itself; the button is there for keyboards and for who is faster. */
export function More({ isLoading, onMore }: { isLoading: boolean; onMore: () => void }) {
  const say = useSay();
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const watcher = new IntersectionObserver(([seen]) => seen?.isIntersecting && onMore(), { rootMargin: '400px' });
    if (end.current) watcher.observe(end.current);
    return () => watcher.disconnect();
  }, [onMore]);
  return (
    <div ref={end} className="more">
      <Button variant="default" loading={isLoading} onClick={onMore}>
        {say('portal.more')}
      </Button>
    </div>
  );
}
