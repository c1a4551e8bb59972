// A box around each symbol on the photo, whose shape tells how sure it is.
import { focusedSymbol, focusSymbol, hoveredSymbol, symbols } from '../../session/equations.js';
import type { Size } from '../../session/viewport.js';
import { choosing } from '../photo-marks.js';

/** All marks, on a photo of this size that is shown at this scale. The equations say the same in words. */
export function SymbolMarks({ size, scale }: { readonly size: Size; readonly scale: number }) {
  const by = 2 / scale;
  return (
    <svg class="marks" viewBox={`0 0 ${size.width} ${size.height}`} aria-hidden="true">
      {symbols.value.map((symbol) => {
        const { key, sureness, box, label } = symbol;
        const focused = key === focusedSymbol.value?.key ? ' focused' : '';
        const hovered = key === hoveredSymbol.value ? ' hovered' : '';
        return (
          <g
            key={key}
            class={`number symbol ${sureness}${focused}${hovered}`}
            data-text={label}
            onPointerEnter={() => (hoveredSymbol.value = key)}
            onPointerLeave={() => (hoveredSymbol.value = '')}
            {...choosing(() => focusSymbol(symbol))}
          >
            <rect class="around" x={box.x - by} y={box.y - by} width={box.w + 2 * by} height={box.h + 2 * by} rx={by} />
          </g>
        );
      })}
    </svg>
  );
}
