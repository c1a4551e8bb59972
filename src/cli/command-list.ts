// The commands, as `ownhand --help` lists them; each in a file of its own, loaded when it is called.
import type { Command } from 'commander';

export interface CommandEntry {
  readonly name: string;
  readonly summary: string;
  /** Gives the function that declares the command's arguments and what it does. */
  readonly load: () => Promise<(command: Command) => void>;
}

export const commands: readonly CommandEntry[] = [
  {
    name: 'read',
    summary: 'read photos of handwritten numbers',
    load: async () => (await import('./commands/read.js')).configure,
  },
  {
    name: 'learn',
    summary: 'learn from folders of labelled glyphs, or from photos of filled-in sheets',
    load: async () => (await import('./commands/learn.js')).configure,
  },
  {
    name: 'sheet',
    summary: 'write a page to print, fill in, photograph and learn',
    load: async () => (await import('./commands/sheet.js')).configure,
  },
  {
    name: 'fix',
    summary: 'put uncertain glyphs right by one key each, and learn them',
    load: async () => (await import('./commands/fix.js')).configure,
  },
  {
    name: 'ask',
    summary: 'ask about the few glyphs whose labels would help most, and learn them',
    load: async () => (await import('./commands/ask.js')).configure,
  },
  {
    name: 'eval',
    summary: 'measure how well labelled glyphs, or MNIST, are read',
    load: async () => (await import('./commands/eval.js')).configure,
  },
  {
    name: 'history',
    summary: 'what the hand has learned, and when',
    load: async () => (await import('./commands/history.js')).configure,
  },
  {
    name: 'undo',
    summary: 'go back to the checkpoint before the current one',
    load: async () => (await import('./commands/undo.js')).configure,
  },
  {
    name: 'use',
    summary: 'make another checkpoint the current one',
    load: async () => (await import('./commands/use.js')).configure,
  },
  {
    name: 'forget',
    summary: 'delete samples, or all of a hand',
    load: async () => (await import('./commands/forget.js')).configure,
  },
  {
    name: 'diff',
    summary: 'what two checkpoints read differently, of the samples and of photos',
    load: async () => (await import('./commands/diff.js')).configure,
  },
  {
    name: 'who',
    summary: 'which of the hands on this machine a page looks like',
    load: async () => (await import('./commands/who.js')).configure,
  },
  {
    name: 'rebuild',
    summary: 'remake the current checkpoint from the samples alone',
    load: async () => (await import('./commands/rebuild.js')).configure,
  },
  {
    name: 'export',
    summary: 'write a whole hand into one file',
    load: async () => (await import('./commands/export.js')).configure,
  },
  {
    name: 'import',
    summary: 'make a hand of an exported file',
    load: async () => (await import('./commands/import.js')).configure,
  },
  {
    name: 'train',
    summary: 'train a base checkpoint from scratch',
    load: async () => (await import('./commands/train.js')).configure,
  },
];
