// Options whose value is a number, parsed for commander; what is no such number ends with what is wanted.
import { InvalidArgumentError } from 'commander';
import { messages } from '../messages/messages.js';

/** Parses a whole number of at least `least`. */
export function wholeNumber(least: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && value <= 1e9) return value;
    throw new InvalidArgumentError(messages.numbers.wholeWanted(least));
  };
}

/** Parses a positive number. */
export function positiveNumber(text: string): number {
  const value = Number(text);
  if (value > 0 && Number.isFinite(value)) return value;
  throw new InvalidArgumentError(messages.numbers.positiveWanted);
}

/** Parses a chance above 0 and below 1. */
export function chance(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value > 0 && value < 1) return value;
  throw new InvalidArgumentError(messages.numbers.chanceWanted);
}

/** Parses a confidence above 0 and up to 1. */
export function confidence(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value > 0 && value <= 1) return value;
  throw new InvalidArgumentError(messages.numbers.confidenceWanted);
}
