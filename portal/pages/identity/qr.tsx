// Shows a QR code as a picture of paths, made in this page.
import { useMemo } from 'react';
import { qrCode } from './qr-code.ts';

const quietModules = 4;

export function Qr({ text, label }: { text: string; label: string }) {
  const grid = useMemo(() => qrCode(text), [text]);
  const size = grid.length + 2 * quietModules;
  const squares = grid.flatMap((row, y) =>
    row.flatMap((isDark, x) => (isDark ? [`M${x + quietModules} ${y + quietModules}h1v1h-1z`] : [])),
  );
  return (
    <svg className="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <path className="qr-ground" d={`M0 0h${size}v${size}H0z`} />
      <path className="qr-module" d={squares.join('')} />
    </svg>
  );
}
