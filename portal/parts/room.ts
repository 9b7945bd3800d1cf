// How many columns of a list have room beside each other with their words whole, measured before anything is painted.
import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react';

/** A scroll bar that comes or goes makes the page this much wider or narrower; that alone is no new width. */
const scrollBarMax = 20;

/** The width of what the table lies in, watched. */
function useWidth(): { width: number; watch: (box: HTMLElement | null) => (() => void) | undefined } {
  const [width, setWidth] = useState(0);
  const watch = useCallback((box: HTMLElement | null) => {
    if (!box) return;
    const measure = () =>
      setWidth((before) => (Math.abs(box.clientWidth - before) < scrollBarMax ? before : box.clientWidth));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(box);
    return () => observer.disconnect();
  }, []);
  return { width, watch };
}

/** The last ones of these cells give way until the others fit. */
function countThatFits(table: HTMLTableElement, room: number): number {
  const cells = [...table.querySelectorAll<HTMLElement>('thead .list-cell')];
  let [count, width] = [cells.length, table.offsetWidth];
  for (; count > 0 && width > room; count -= 1) width -= cells[count - 1]!.offsetWidth;
  return count;
}

export type Room = {
  box: (box: HTMLElement | null) => (() => void) | undefined;
  table: RefObject<HTMLTableElement | null>;
  /** So many of the columns, from the first. */
  count: number;
};

/** Other columns, another language or another width: all columns are tried again. */
export function useRoom(titles: readonly string[]): Room {
  const { width, watch } = useWidth();
  const asked = [width, ...titles].join('\n');
  const [found, setFound] = useState({ asked: '', count: 0 });
  const table = useRef<HTMLTableElement>(null);
  const count = found.asked === asked ? found.count : titles.length;
  useLayoutEffect(() => {
    const room = table.current?.parentElement?.clientWidth ?? 0;
    if (!table.current || count === 0 || table.current.offsetWidth <= room) return;
    setFound({ asked, count: countThatFits(table.current, room) });
  });
  return { box: watch, table, count };
}
