// What runs in each of the engine's nested workers.
import { runThread, type ThreadStart } from '../engine/threads/run-thread.js';

addEventListener('message', (event: MessageEvent<ThreadStart>) => {
  runThread(event.data);
  close();
});
