// The app starts: it shows itself, opens the hand, and opens the pages that were open before.
import './styles/base.css';
import './styles/shell.css';
import './styles/start.css';
import './styles/work.css';
import './styles/table.css';
import './styles/dialogs.css';
import { render } from 'preact';
import { App } from './app.js';
import { listenToKeys } from './session/answering.js';
import { reopenPages } from './session/load.js';
import { startWorker } from './session/offline.js';
import { openHandNamed, rememberedHand } from './session/open-hand.js';
import { seekEquations } from './session/page-kind.js';
import { say } from './session/state.js';
import { listenForPictures } from './session/ways-in.js';
import { faultOf } from './texts/faults.js';

const root = document.getElementById('app');
if (root) render(<App />, root);
listenForPictures();
listenToKeys();
startWorker();
void seekEquations();
openHandNamed(rememberedHand())
  .then(reopenPages)
  .catch((error: unknown) => say(faultOf(error), 'bad'));
