// Light or dark, as the system has it or as was chosen.
import { effect, signal } from '@preact/signals';

/** What can be chosen. */
export const themes = ['system', 'light', 'dark'] as const;

const KEPT = 'ownhand.theme';

const known = (name: string | null): (typeof themes)[number] => themes.find((one) => one === name) ?? 'system';

/** What was chosen. */
export const theme = signal<(typeof themes)[number]>(known(localStorage.getItem(KEPT)));

/** Chooses a look, and remembers it. */
export function chooseTheme(name: string): void {
  theme.value = known(name);
  localStorage.setItem(KEPT, theme.value);
}

effect(() => {
  document.documentElement.dataset['theme'] = theme.value;
});
