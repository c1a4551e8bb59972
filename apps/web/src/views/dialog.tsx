// A dialog over the screen. The browser keeps the focus in it, closes it by Escape, and gives the focus back.
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { dialog } from '../session/state.js';
import { t } from '../texts/texts.js';
import { Button } from './button.js';

/** What a dialog needs. */
export interface DialogProps {
  /** Its heading. */
  readonly title: string;
  /** What it holds. */
  readonly children: ComponentChildren;
  /** Whether it takes as much room as there is. */
  readonly wide?: boolean;
}

/** Closes the dialog that is open. */
export function closeDialog(): void {
  dialog.value = '';
}

/** A modal dialog. */
export function Dialog({ title, children, wide }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    element.current?.showModal();
  }, []);
  return (
    <dialog ref={element} class={wide ? 'wide' : ''} aria-labelledby={heading} onClose={closeDialog}>
      <header>
        <h2 id={heading}>{title}</h2>
        <Button icon="close" label={t.value.close} kind="quiet" onClick={closeDialog} />
      </header>
      {children}
    </dialog>
  );
}
