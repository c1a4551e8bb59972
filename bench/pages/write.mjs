// Pages to files, and readings from the built command line.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';

/**
 * Writes a picture in the format that the file's ending names.
 * @param {{width: number, height: number, channels: 1 | 3, data: Uint8Array}} picture
 * @param {string} file `.jpg`, `.png` or `.webp`
 * @param {number} [quality]
 */
export async function writePicture(picture, file, quality = 85) {
  const { width, height, channels, data } = picture;
  const image = sharp(data, { raw: { width, height, channels } });
  if (file.endsWith('.jpg')) await image.jpeg({ quality }).toFile(file);
  else if (file.endsWith('.webp')) await image.webp({ quality }).toFile(file);
  else await image.png().toFile(file);
}

const root = new URL('../../', import.meta.url).pathname;
const bin = join(root, JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).bin.ownhand);

/** Where no hand is: a bench measures the shipped reader, whatever its user has taught theirs. */
const nobody = join(tmpdir(), `ownhand-bench-${process.pid}`);

/**
 * Runs the built command line.
 * @param {readonly string[]} args
 * @param {{env?: Record<string, string>, timeout?: number, node?: readonly string[]}} [options]
 * @returns {Promise<{code: number | null, signal: string | null, out: string, err: string, ms: number}>}
 */
export function ownhand(args, { env = {}, timeout = 0, node = [] } = {}) {
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...node, bin, ...args], {
      env: { ...process.env, XDG_DATA_HOME: nobody, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [out, err] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text) => {
      out += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text) => {
      err += text;
    });
    const clock = timeout ? setTimeout(() => child.kill('SIGKILL'), timeout) : undefined;
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(clock);
      resolve({ code, signal, out, err, ms: performance.now() - started });
    });
  });
}

/** The objects of text that has one a line. @param {string} text */
export const jsonLines = (text) =>
  text
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line));

/**
 * Reads the files and gives the JSON object of each, in order.
 * @param {readonly string[]} files
 * @param {readonly string[]} [extra]
 */
export async function readFiles(files, extra = []) {
  const found = new Map();
  for (let k = 0; k < files.length; k += 200) {
    const { code, err, out } = await ownhand(['read', ...files.slice(k, k + 200), '--json', ...extra]);
    if (code !== 0 && code !== 3) throw new Error(`read ended with ${code}: ${err.slice(-500)}`);
    for (const reading of jsonLines(out)) found.set(reading.file, reading);
  }
  return files.map((file) => {
    const reading = found.get(file);
    if (!reading) throw new Error(`no reading for ${file}`);
    return reading;
  });
}
