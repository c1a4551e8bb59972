// The first screen: how numbers come in, and what happens then.
import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import example from '../../../../examples/page.webp?url';
import { openPictures } from '../session/load.js';
import { dialog, reader, say } from '../session/state.js';
import { t } from '../texts/texts.js';
import { Button } from './button.js';
import { Icon } from './icons.js';

const TOUR_SEEN = 'ownhand.tour';

async function openExample(): Promise<void> {
  const blob = await (await fetch(example)).blob();
  if (!localStorage.getItem(TOUR_SEEN)) {
    localStorage.setItem(TOUR_SEEN, 'seen');
    dialog.value = 'tour';
  }
  await openPictures([new File([blob], t.peek().exampleName, { type: 'image/webp' })]);
}

async function pasteNow(): Promise<void> {
  const items = await navigator.clipboard.read().catch(() => []);
  for (const item of items) {
    const type = item.types.find((one) => one.startsWith('image/'));
    if (type) return openPictures([new File([await item.getType(type)], `${type.replace('/', '.')}`, { type })]);
  }
  say(t.value.nothingPasted, 'bad');
}

/** Buttons for all ways in. */
function WaysIn() {
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const take = ({ currentTarget }: { readonly currentTarget: HTMLInputElement }): void => {
    void openPictures([...(currentTarget.files ?? [])]);
    currentTarget.value = '';
  };
  const texts = t.value;
  return (
    <div class="ways" role="group" aria-label={texts.waysIn}>
      <Button icon="image" kind="primary" onClick={() => files.current?.click()}>
        {texts.choosePhotos}
      </Button>
      <Button icon="photo" onClick={() => (dialog.value = 'camera')}>
        {texts.camera}
      </Button>
      <Button icon="pen" onClick={() => (dialog.value = 'draw')}>
        {texts.write}
      </Button>
      <Button icon="folder" onClick={() => folder.current?.click()}>
        {texts.chooseFolder}
      </Button>
      <Button icon="paste" onClick={() => void pasteNow()}>
        {texts.paste}
      </Button>
      <input
        ref={files}
        class="unseen"
        type="file"
        accept="image/*,.heic,.pdf"
        multiple
        tabIndex={-1}
        aria-hidden="true"
        data-in="files"
        onChange={take}
      />
      <input
        ref={(element) => {
          folder.current = element;
          element?.setAttribute('webkitdirectory', '');
        }}
        class="unseen"
        type="file"
        multiple
        tabIndex={-1}
        aria-hidden="true"
        data-in="folder"
        onChange={take}
      />
    </div>
  );
}

/** The start screen. */
export function Start() {
  const texts = t.value;
  const isOver = useSignal(false);
  const photos = reader.value?.photos ?? [];
  return (
    <div class="start">
      <div class="hero">
        <h1>{texts.tagline}</h1>
        <p>{texts.promise}</p>
      </div>
      <section
        class={`drop${isOver.value ? ' over' : ''}`}
        aria-label={texts.waysIn}
        onDragEnter={() => (isOver.value = true)}
        onDragLeave={({ currentTarget, relatedTarget }) => {
          if (!currentTarget.contains(relatedTarget as Node | null)) isOver.value = false;
        }}
        onDrop={() => (isOver.value = false)}
      >
        <p class="drop-words">
          <Icon name="image" />
          {isOver.value ? texts.dropNow : texts.drop}
        </p>
        <WaysIn />
        {photos.length > 0 && (
          <Button icon="folder" kind="primary" onClick={() => void openPictures(photos)}>
            {texts.fromServer(photos.length)}
          </Button>
        )}
      </section>
      <button type="button" class="example" onClick={() => void openExample()}>
        <img src={example} alt="" width="152" height="112" />
        <span>
          <strong>{texts.example}</strong>
          <span>{texts.exampleHint}</span>
        </span>
        <Icon name="forward" />
      </button>
      <ol class="steps" aria-label={texts.steps.label}>
        {texts.steps.list.map(({ title, text }) => (
          <li key={title}>
            <h2>{title}</h2>
            <p>{text}</p>
          </li>
        ))}
      </ol>
    </div>
  );
}
