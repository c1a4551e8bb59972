// The body of each of the engine's nested workers in a browser.
import { runThread, type ThreadStart } from '../engine/threads/run-thread.js';

addEventListener('message', (event: MessageEvent<ThreadStart>) => {
  runThread(event.data);
  close();
});
