// Which hand is open. What one tab learns, the others hear of.
import { openReader } from '../reader/open-reader.js';
import { t } from '../texts/texts.js';
import { rereadAll } from './correct.js';
import { readStale } from './load.js';
import { handVersion, pages, reader, say } from './state.js';

const KEPT = 'ownhand.hand';
const TOKEN = 'ownhand.token';

/** The hand that was open last. */
export const rememberedHand = (): string => localStorage.getItem(KEPT) ?? 'default';

/** The token of the server that serves this page; empty where it is a plain one. It does not stay in the address. */
function servedToken(): string {
  const given = /[#&]token=([^&]+)/.exec(location.hash)?.[1];
  if (given !== undefined) {
    sessionStorage.setItem(TOKEN, given);
    history.replaceState(null, '', location.pathname + location.search);
  }
  return sessionStorage.getItem(TOKEN) ?? '';
}

const tabs = new BroadcastChannel('ownhand');
let isTold = false;

/** Opens a hand in place of the one that is open; pages are read anew with it. */
export async function openHandNamed(name: string): Promise<void> {
  const before = reader.value;
  const opened = await openReader(name, servedToken(), (line) => say(line, 'bad'));
  reader.value = opened;
  localStorage.setItem(KEPT, name);
  if (before) {
    await before.close();
    say(t.value.opened(opened.name));
    rereadAll();
  } else void readStale();
  listen();
}

function listen(): void {
  if (isTold) return;
  isTold = true;
  let isHeard = false;
  tabs.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (data !== reader.value?.name) return;
    isHeard = true;
    rereadAll();
    isHeard = false;
  };
  let known = handVersion.peek();
  handVersion.subscribe((version) => {
    if (version === known || isHeard) return;
    known = version;
    if (pages.peek()) tabs.postMessage(reader.peek()?.name);
  });
}
