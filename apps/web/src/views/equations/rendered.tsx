// LaTeX drawn by KaTeX, whose styles and fonts come with it: with this file, when the first equation is shown.
import 'katex/dist/katex.min.css';
import katex from 'katex';
import { useLayoutEffect, useRef } from 'preact/hooks';

/** What is drawn. */
export interface RenderedProps {
  /** LaTeX; symbols may carry their index in `\htmlData`. */
  readonly latex: string;
  /** Whether it stands on a line of its own. */
  readonly display?: boolean;
}

/** Draws LaTeX into an element. It is made of nodes: the page's policy forbids styles in markup. */
export function renderInto(element: HTMLElement, { latex, display = false }: RenderedProps): void {
  katex.render(latex, element, {
    displayMode: display,
    throwOnError: false,
    strict: 'ignore',
    // Nothing but the index of a symbol is let through.
    trust: ({ command }) => command === '\\htmlData',
  });
}

/** A label, or a piece of LaTeX, within a line. */
export function Rendered(props: RenderedProps) {
  const element = useRef<HTMLSpanElement>(null);
  const { latex, display } = props;
  useLayoutEffect(() => {
    if (element.current) renderInto(element.current, props);
  }, [latex, display]);
  return <span ref={element} class="rendered" />;
}

/** A label as LaTeX that stands on its own. */
export const latexOfLabel = (label: string): string => (label === '\\sqrt' ? '\\surd' : label);
