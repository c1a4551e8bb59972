// The built library, as the benches use it.
const dist = new URL('../../dist/node/index.js', import.meta.url).href;

/** @typedef {{text: string, lines: {text: string, numbers: {glyphs: {label: string}[]}[]}[]}} Reading */
/** @typedef {{read: (input: string | Uint8Array) => Promise<Reading>, close: () => Promise<void>}} Reader */

/** Reads with the shipped reader. @param {{threads?: number}} [options] @returns {Promise<Reader>} */
export async function openReader({ threads = 1 } = {}) {
  const { openHand, read } = await import(dist);
  // A folder that does not exist is an empty hand, and reading writes nothing into it.
  const hand = openHand(new URL('nobody/', import.meta.url).pathname, { threads });
  await hand.model();
  return { read: (input) => read(hand, input), close: () => hand.close() };
}
