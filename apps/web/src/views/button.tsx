// Buttons: with words, or an icon whose words are its label.
import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './icons.js';

/** What a button needs. */
export interface ButtonProps {
  /** What it does. */
  readonly onClick: () => void;
  /** The icon before its words. */
  readonly icon?: IconName;
  /** Words that it shows. */
  readonly children?: ComponentChildren;
  /** Words for those who do not see it; needed where it shows none. */
  readonly label?: string;
  /** How much it stands out. */
  readonly kind?: 'plain' | 'primary' | 'quiet';
  /** Whether a switch is on. */
  readonly pressed?: boolean;
  /** Whether it can do nothing at the moment. */
  readonly disabled?: boolean;
}

/** A button. */
export function Button({ onClick, icon, children, label, kind = 'plain', pressed, disabled }: ButtonProps) {
  return (
    <button
      type="button"
      class={`button ${kind}${children ? '' : ' round'}`}
      onClick={onClick}
      aria-label={label}
      title={children ? undefined : label}
      aria-pressed={pressed}
      disabled={disabled}
    >
      {icon && <Icon name={icon} />}
      {children && <span>{children}</span>}
    </button>
  );
}
