// The title of a page: in the window, as its only first heading, and the place where the focus lands on arrival.
import { type ReactNode, useEffect, useRef } from 'react';

let hasArrived = false;

export function Head({ title, chip, children }: { title: string; chip?: ReactNode; children?: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} – Kontor`;
  }, [title]);
  useEffect(() => {
    // The first page keeps the browser's own start, so that the skip link comes first.
    if (hasArrived) heading.current?.focus({ preventScroll: true });
    hasArrived = true;
  }, []);
  return (
    <header className="page-head">
      <div className="page-title">
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {chip}
      </div>
      {children && <div className="row">{children}</div>}
    </header>
  );
}
