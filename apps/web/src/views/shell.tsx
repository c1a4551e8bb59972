// What stands around every screen: the name, the ways between screens, settings, and the line that says what happens.
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import {
  announced,
  dialog,
  doubtCount,
  learning,
  notice,
  pages,
  reader,
  type Screen,
  screen,
  waiting,
} from '../session/state.js';
import { chooseTheme, theme, themes } from '../session/theme.js';
import { chooseLanguage, language, languages, t } from '../texts/texts.js';
import { Button } from './button.js';
import { Icon, type IconName, Mark } from './icons.js';

const screens: readonly { readonly to: Screen; readonly icon: IconName }[] = [
  { to: 'start', icon: 'home' },
  { to: 'page', icon: 'image' },
  { to: 'all', icon: 'table' },
  { to: 'hand', icon: 'hand' },
];

/** The bar at the top. */
export function Header() {
  const opened = useSignal(false);
  return (
    <header class="top">
      <a class="skip" href="#main">
        {t.value.skip}
      </a>
      <span class="name">
        <Mark />
        ownhand
      </span>
      <Navigation />
      <span class="tools">
        <Button icon="keys" label={t.value.keys} kind="quiet" onClick={() => (dialog.value = 'keys')} />
        <Button
          icon="settings"
          label={t.value.settings}
          kind="quiet"
          pressed={opened.value}
          onClick={() => (opened.value = !opened.value)}
        />
      </span>
      {opened.value && <Settings close={() => (opened.value = false)} />}
    </header>
  );
}

function Navigation() {
  const texts = t.value.screens;
  return (
    <nav aria-label={texts.label}>
      {screens.map(({ to, icon }) => (
        <button
          key={to}
          type="button"
          aria-current={screen.value === to ? 'page' : undefined}
          disabled={to === 'page' && pages.value.length === 0}
          onClick={() => (screen.value = to)}
        >
          <Icon name={icon} />
          <span>{texts[to]}</span>
          {to === 'page' && doubtCount.value > 0 && (
            <span class="count" aria-label={t.value.inDoubt(doubtCount.value)} role="img">
              {doubtCount.value}
            </span>
          )}
        </button>
      ))}
    </nav>
  );
}

function Settings({ close }: { readonly close: () => void }) {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => event.key === 'Escape' && close();
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [close]);
  return (
    <div class="settings">
      <label>
        {t.value.chooseLanguage}
        <select value={language.value} onChange={({ currentTarget }) => chooseLanguage(currentTarget.value)}>
          {Object.entries(languages).map(([code, texts]) => (
            <option key={code} value={code}>
              {texts.language}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t.value.theme.label}
        <select value={theme.value} onChange={({ currentTarget }) => chooseTheme(currentTarget.value)}>
          {themes.map((one) => (
            <option key={one} value={one}>
              {t.value.theme[one]}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}

/** How long a line without a button stays, milliseconds. */
const STAYS = 8000;

/** The line at the bottom: what is being done, and what was said last. It always takes the same room. */
export function StatusBar() {
  const said = notice.value;
  useEffect(() => {
    if (!said || said.action) return;
    const timer = setTimeout(() => {
      if (notice.peek() === said) notice.value = null;
    }, STAYS);
    return () => clearTimeout(timer);
  }, [said]);
  return (
    <footer class={`status ${said?.tone ?? 'calm'}`}>
      <Progress />
      <p>{said ? said.text : doing()}</p>
      {said?.action && (
        <Button
          icon="undo"
          kind="quiet"
          onClick={() => {
            notice.value = null;
            said.action?.run();
          }}
        >
          {said.action.label}
        </Button>
      )}
      {said && <Button icon="close" label={t.value.close} kind="quiet" onClick={() => (notice.value = null)} />}
    </footer>
  );
}

function doing(): string {
  if (learning.value !== null) return t.value.learning;
  if (waiting.value > 0) return t.value.readingPages(waiting.value);
  if (!reader.value) return t.value.loadingHand;
  return '';
}

function Progress() {
  const share = learning.value;
  if (share === null && waiting.value === 0) return null;
  return share === null ? (
    <progress aria-label={doing()} />
  ) : (
    <progress aria-label={t.value.learning} value={share} max={1} />
  );
}

/** What screen readers are told, unseen. */
export function Announcer() {
  return (
    <p class="unseen" role="status" aria-live="polite">
      {announced.value}
    </p>
  );
}
