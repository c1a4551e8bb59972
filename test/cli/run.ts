// Runs the built command line as a user would, in a process of its own.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

/** The command line under test: that of the package, or what $OWNHAND names. */
export const main = process.env['OWNHAND'] ?? join(root, 'dist', 'package', 'main.js');
if (!existsSync(main)) throw new Error(`${main} is not there; run \`npm run build\` first`);

export interface Ran {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly stdin?: Uint8Array;
  /** Called with each piece of output, and the way to end the process. */
  readonly watch?: (text: string, kill: (signal: NodeJS.Signals) => void) => void;
  /** Milliseconds after which the process is killed as by `kill -9`. */
  readonly killAfter?: number;
}

export function ownhand(args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [main, ...args], {
      cwd: options.cwd,
      env: { ...process.env, NO_COLOR: '1', ...options.env },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    let [out, err] = ['', ''];
    const kill = (signal: NodeJS.Signals) => void child.kill(signal);
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk;
      options.watch?.(String(chunk), kill);
    });
    child.stderr.on('data', (chunk: Buffer) => {
      err += chunk;
      options.watch?.(String(chunk), kill);
    });
    child.stdin.on('error', () => {}); // a command that ends early does not read it all
    child.stdin.end(options.stdin);
    const timer = options.killAfter === undefined ? undefined : setTimeout(() => kill('SIGKILL'), options.killAfter);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      resolve({ code, signal, out, err });
    });
  });
}

export const lines = (text: string): string[] => text.split('\n').filter((line) => line.trim() !== '');
export const jsonLines = (text: string): Record<string, unknown>[] =>
  lines(text).map((line) => JSON.parse(line) as Record<string, unknown>);
