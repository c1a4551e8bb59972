// The language in which the app speaks: the one that was chosen, or the browser's.
import { computed, effect, signal } from '@preact/signals';
import { english, type Texts } from './english.js';
import { german } from './german.js';

/** The languages, by their code. */
export const languages: Readonly<Record<string, Texts>> = { en: english, de: german };

const KEPT = 'ownhand.language';
const known = (code: string | null | undefined): string | undefined =>
  code && Object.hasOwn(languages, code) ? code : undefined;

/** The code of the language in use. */
export const language = signal(known(localStorage.getItem(KEPT)) ?? known(navigator.language.slice(0, 2)) ?? 'en');

/** The texts in that language. */
export const t = computed<Texts>(() => languages[language.value] ?? english);

/** Chooses a language, and remembers it. */
export function chooseLanguage(code: string): void {
  language.value = known(code) ?? 'en';
  localStorage.setItem(KEPT, language.value);
}

effect(() => {
  document.documentElement.lang = language.value;
});
