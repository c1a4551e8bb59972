// What runs in each of the engine's nested workers.
import { runThread, type ThreadStart } from '../engine/create.js';

addEventListener('message', (event: MessageEvent<ThreadStart>) => {
  runThread(event.data);
  close();
});
