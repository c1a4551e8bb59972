// The body of each of the engine's nested workers in a browser.
import { runThread, type ThreadStart } from '../engine/create.js';

addEventListener('message', (event: MessageEvent<ThreadStart>) => {
  runThread(event.data);
  close();
});
