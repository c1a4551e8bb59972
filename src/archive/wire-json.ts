// JSON that carries bytes, as `{ "base64": "…" }`: what a browser and `ownhand serve` say to each other.

const KEY = 'base64';
/** Bytes that are turned into characters at a time. */
const CHUNK = 8192;

/** A value as JSON, each Uint8Array in it as text. */
export function encodeWire(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) => (each instanceof Uint8Array ? { [KEY]: toText(each) } : each));
}

/** The value again. Throws SyntaxError where the text is no JSON, or its bytes are none. */
export function decodeWire(text: string): unknown {
  return JSON.parse(text, (_, each: unknown) => {
    if (typeof each !== 'object' || each === null || !(KEY in each) || Object.keys(each).length !== 1) return each;
    return typeof each[KEY] === 'string' ? toBytes(each[KEY]) : each;
  });
}

function toText(bytes: Uint8Array): string {
  let characters = '';
  for (let from = 0; from < bytes.length; from += CHUNK)
    characters += String.fromCharCode(...bytes.subarray(from, from + CHUNK));
  return btoa(characters);
}

function toBytes(text: string): Uint8Array {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch (cause) {
    throw new SyntaxError('no base64', { cause });
  }
}
