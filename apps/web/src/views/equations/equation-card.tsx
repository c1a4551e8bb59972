// One equation: drawn, as LaTeX, and what arithmetic says of it. Its symbols and the ink show each other.
import type { ReadEquation } from 'ownhand/browser';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { ShownSymbol } from '../../pages/equation-page.js';
import { focusedSymbol, focusSymbol, hoveredSymbol } from '../../session/equations.js';
import { copyText } from '../../session/take-out.js';
import { t } from '../../texts/texts.js';
import { Button } from '../button.js';
import { renderInto } from './rendered.js';

/** Which equation. */
export interface EquationCardProps {
  /** It. */
  readonly equation: ReadEquation;
  /** Its place on the page. */
  readonly at: number;
  /** Its symbols as they are shown. */
  readonly symbols: readonly ShownSymbol[];
}

/** The card. */
export function EquationCard({ equation, at, symbols }: EquationCardProps) {
  const { latex, markedLatex } = equation;
  const drawn = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (drawn.current) renderInto(drawn.current, { latex: markedLatex, display: true });
  }, [markedLatex]);
  const [hovered, focused] = [hoveredSymbol.value, focusedSymbol.value?.key];
  useEffect(() => {
    for (const element of drawn.current?.querySelectorAll<HTMLElement>('[data-symbol]') ?? []) {
      const key = `${at}.${element.dataset['symbol']}`;
      const symbol = symbols.find((one) => one.key === key);
      element.classList.toggle('hovered', key === hovered);
      element.classList.toggle('focused', key === focused);
      element.classList.toggle('unsure', symbol?.sureness === 'doubtful' || symbol?.sureness === 'guess');
    }
  });
  const symbolAt = ({ target }: Event): ShownSymbol | undefined => {
    const element = target instanceof Element ? target.closest<HTMLElement>('[data-symbol]') : null;
    return symbols.find(({ key }) => key === `${at}.${element?.dataset['symbol']}`);
  };
  const choosing = {
    onPointerOver: (event: Event) => {
      hoveredSymbol.value = symbolAt(event)?.key ?? '';
    },
    onPointerLeave: () => {
      hoveredSymbol.value = '';
    },
    onClick: (event: Event) => {
      const symbol = symbolAt(event);
      if (symbol) focusSymbol(symbol);
    },
  };
  return (
    <li class="equation">
      {/* Keys and the buttons below reach every symbol; the pointer reaches them here too. */}
      <div ref={drawn} class="drawn-equation" {...choosing} />
      <code class="source" {...choosing}>
        <Source latex={latex} symbols={symbols} hovered={hovered} focused={focused} />
      </code>
      <div class="row">
        <Verdict equation={equation} />
        <Button icon="copy" kind="quiet" onClick={() => void copyText(latex, t.value.equations.copied)}>
          {t.value.equations.copy}
        </Button>
      </div>
    </li>
  );
}

interface SourceProps {
  readonly latex: string;
  readonly symbols: readonly ShownSymbol[];
  readonly hovered: string;
  readonly focused: string | undefined;
}

/** The LaTeX, with each symbol's piece of it. */
function Source({ latex, symbols, hovered, focused }: SourceProps) {
  const pieces = symbols
    .flatMap((symbol) => (symbol.latex ? [{ symbol, from: symbol.latex[0], to: symbol.latex[1] }] : []))
    .sort((a, b) => a.from - b.from);
  let end = 0;
  const parts = pieces.flatMap(({ symbol, from, to }) => {
    const before = latex.slice(end, from);
    end = to;
    const look = `${symbol.key === hovered ? ' hovered' : ''}${symbol.key === focused ? ' focused' : ''}`;
    return [
      before,
      <span key={symbol.key} class={`piece${look}`} data-symbol={symbol.index}>
        {latex.slice(from, to)}
      </span>,
    ];
  });
  return (
    <>
      {parts}
      {latex.slice(end)}
    </>
  );
}

function Verdict({ equation: { holds, value, doubtful } }: { readonly equation: ReadEquation }) {
  const texts = t.value.equations;
  if (value === undefined) return <p class="verdict" />;
  if (holds === undefined) return <p class="verdict">{texts.comesTo(value)}</p>;
  if (holds) return <p class="verdict good">{texts.holds}</p>;
  return <p class="verdict bad">{texts.fails(value, doubtful?.label)}</p>;
}
