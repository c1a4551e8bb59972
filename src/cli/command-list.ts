// The commands, as `ownhand --help` lists them; each in a file of its own, loaded when it is called.
import type { Command } from 'commander';
import { messages } from '../messages/messages.js';

/** A command as the list of commands shows it, and how its file is loaded. */
export interface CommandEntry {
  /** The word after `ownhand`. */
  readonly name: string;
  /** One line for the list of commands, without a full stop. */
  readonly summary: string;
  /** Gives the function that declares the command's arguments and what it does. */
  readonly load: () => Promise<(command: Command) => void>;
}

/** All commands, in the order of the list. */
export const commands: readonly CommandEntry[] = [
  {
    name: 'read',
    summary: messages.help.read.summary,
    load: async () => (await import('./commands/read.js')).configure,
  },
  {
    name: 'learn',
    summary: messages.help.learn.summary,
    load: async () => (await import('./commands/learn.js')).configure,
  },
  {
    name: 'sheet',
    summary: messages.help.sheet.summary,
    load: async () => (await import('./commands/sheet.js')).configure,
  },
  {
    name: 'fix',
    summary: messages.help.fix.summary,
    load: async () => (await import('./commands/fix.js')).configure,
  },
  {
    name: 'ask',
    summary: messages.help.ask.summary,
    load: async () => (await import('./commands/ask.js')).configure,
  },
  {
    name: 'eval',
    summary: messages.help.eval.summary,
    load: async () => (await import('./commands/eval.js')).configure,
  },
  {
    name: 'history',
    summary: messages.help.history.summary,
    load: async () => (await import('./commands/history.js')).configure,
  },
  {
    name: 'undo',
    summary: messages.help.undo.summary,
    load: async () => (await import('./commands/undo.js')).configure,
  },
  {
    name: 'use',
    summary: messages.help.use.summary,
    load: async () => (await import('./commands/use.js')).configure,
  },
  {
    name: 'forget',
    summary: messages.help.forget.summary,
    load: async () => (await import('./commands/forget.js')).configure,
  },
  {
    name: 'diff',
    summary: messages.help.diff.summary,
    load: async () => (await import('./commands/diff.js')).configure,
  },
  {
    name: 'who',
    summary: messages.help.who.summary,
    load: async () => (await import('./commands/who.js')).configure,
  },
  {
    name: 'rebuild',
    summary: messages.help.rebuild.summary,
    load: async () => (await import('./commands/rebuild.js')).configure,
  },
  {
    name: 'export',
    summary: messages.help.export.summary,
    load: async () => (await import('./commands/export.js')).configure,
  },
  {
    name: 'import',
    summary: messages.help.import.summary,
    load: async () => (await import('./commands/import.js')).configure,
  },
  {
    name: 'serve',
    summary: messages.help.serve.summary,
    load: async () => (await import('./serve/serve.js')).configure,
  },
  {
    name: 'train',
    summary: messages.help.train.summary,
    load: async () => (await import('./commands/train.js')).configure,
  },
  {
    name: 'completion',
    summary: messages.completion.summary,
    load: async () => {
      const { configure } = await import('./completion/completion.js');
      return (command) => configure(command, commands);
    },
  },
];
