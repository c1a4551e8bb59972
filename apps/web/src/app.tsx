// The whole app: what stands around, and the screen that is shown. Screens that are seldom needed come when they are.
import { useSignal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import { screen } from './session/state.js';
import { AllScreen } from './views/all-screen.js';
import { Dialogs } from './views/dialogs.js';
import { PageScreen } from './views/page-screen.js';
import { Announcer, Header, StatusBar } from './views/shell.js';
import { Start } from './views/start.js';

/** The app. */
export function App() {
  return (
    <>
      <Header />
      <main id="main" tabIndex={-1}>
        <Shown />
      </main>
      <StatusBar />
      <Announcer />
      <Dialogs />
    </>
  );
}

function Shown() {
  switch (screen.value) {
    case 'start':
      return <Start />;
    case 'page':
      return <PageScreen />;
    case 'all':
      return <AllScreen />;
    case 'hand':
      return <HandWhenLoaded />;
  }
}

function HandWhenLoaded() {
  const loaded = useSignal<ComponentType | null>(null);
  useEffect(() => {
    void import('./views/hand/hand-screen.js').then(({ HandScreen }) => {
      loaded.value = HandScreen;
    });
  }, [loaded]);
  const Screen = loaded.value;
  return Screen && <Screen />;
}
