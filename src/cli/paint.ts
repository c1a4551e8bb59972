// Colours where a terminal shows them; NO_COLOR and pipes get none (picocolors looks).
import colours from 'picocolors';
import type { Paint } from './render.js';

/** Colours as this terminal shows them. */
export const paint: Paint = (colour, text) => colours[colour](text);
