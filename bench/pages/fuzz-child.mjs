// The child that reads what fuzz.mjs sends, picture by picture, and tells what came of it.
import { openReader } from './library.mjs';

const reader = await openReader({ threads: 1 });
process.on('message', async (/** @type {Uint8Array} */ bytes) => {
  const started = performance.now();
  /** @type {Record<string, unknown>} */
  let result;
  try {
    const { text, lines } = await reader.read(bytes);
    const sound = typeof text === 'string' && lines.map((line) => line.text).join('\n') === text;
    result = sound ? { kind: 'reading' } : { kind: 'unclear', message: 'the reading is not sound' };
  } catch (error) {
    const { name, code, message } = /** @type {Error & {code?: string}} */ (error);
    const clear = name === 'OwnhandError' && code !== undefined && message.length > 0 && !message.includes('\n');
    result = clear ? { kind: 'error', code } : { kind: 'unclear', message: `${name} ${code ?? ''}: ${message}` };
  }
  const megabytes = Math.round(process.resourceUsage().maxRSS / 1024);
  process.send?.({ ...result, ms: performance.now() - started, megabytes });
});
process.send?.('ready');
