// The built library, as the benches use it.
const dist = new URL('../../dist/', import.meta.url).href;

/** @typedef {{read: (input: string | Uint8Array) => Promise<{text: string, lines: {text: string, numbers: {glyphs: {label: string}[]}[]}[]}>, close: () => Promise<void>}} Reader */

/** Reads with the shipped reader, or a hand's. @param {{threads?: number, hand?: string}} [options] @returns {Promise<Reader>} */
export async function openReader({ threads = 1, hand: folder } = {}) {
  const { openHand } = await import(`${dist}node/hand.js`);
  const { readPicture } = await import(`${dist}node/read-page.js`);
  const hand = openHand(folder ?? '/nonexistent/hand', { threads });
  const model = await hand.model();
  return { read: async (input) => (await readPicture(input, model)).reading, close: () => hand.close() };
}
