// The camera: a live picture, what could be better about it, and one button.
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { openPictures } from '../session/load.js';
import { type PhotoHints, photoHints } from '../session/photo-hints.js';
import { t } from '../texts/texts.js';
import { Button } from './button.js';
import { closeDialog, Dialog } from './dialog.js';

/** Pixels across of the picture that hints are taken from. */
const SMALL = 240;
/** Milliseconds between two looks. */
const EVERY = 350;

/** The camera's dialog. */
export function Camera() {
  const video = useRef<HTMLVideoElement>(null);
  const hints = useSignal<PhotoHints | null>(null);
  const fault = useSignal(false);
  useEffect(() => {
    let stream: MediaStream | undefined;
    let isGone = false;
    const stop = () => {
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
    const wanted = { video: { facingMode: 'environment', width: { ideal: 3840 }, height: { ideal: 2160 } } };
    // An address that is not secure has no mediaDevices at all.
    const asked = navigator.mediaDevices?.getUserMedia(wanted) ?? Promise.reject(new Error('no camera'));
    asked.then(
      (opened) => {
        stream = opened;
        if (isGone) stop();
        else if (video.current) video.current.srcObject = opened;
      },
      () => (fault.value = true),
    );
    const timer = setInterval(() => {
      if (video.current) hints.value = hintsOf(video.current);
    }, EVERY);
    return () => {
      isGone = true;
      clearInterval(timer);
      stop();
    };
  }, [fault, hints]);
  const take = async () => {
    const file = video.current && (await stillOf(video.current));
    if (!file) return;
    closeDialog();
    await openPictures([file]);
  };
  return (
    <Dialog title={t.value.cameraTitle} wide>
      {fault.value ? (
        <p class="fault">{t.value.cameraFault}</p>
      ) : (
        <div class="camera">
          <video ref={video} autoPlay playsInline muted aria-label={t.value.cameraTitle} />
          <Hints hints={hints.value} />
          <Button icon="photo" kind="primary" disabled={hints.value === null} onClick={() => void take()}>
            {t.value.takePhoto}
          </Button>
        </div>
      )}
    </Dialog>
  );
}

function Hints({ hints }: { readonly hints: PhotoHints | null }) {
  const texts = t.value.hints;
  if (!hints) return <p class="hints">{t.value.cameraStarting}</p>;
  const said: readonly (readonly [boolean, string])[] = [
    [hints.sharp, hints.sharp ? texts.sharp : texts.blurred],
    [hints.light === 'lit', texts[hints.light]],
    [hints.straight, hints.straight ? texts.straight : texts.tilted],
  ];
  return (
    <p class="hints" role="status">
      {said.map(([isGood, text]) => (
        <span key={text} class={isGood ? 'good' : 'bad'}>
          {isGood ? '✓' : '△'} {text}
        </span>
      ))}
    </p>
  );
}

function hintsOf(video: HTMLVideoElement): PhotoHints | null {
  if (video.videoWidth === 0) return null;
  const width = SMALL;
  const height = Math.round((SMALL * video.videoHeight) / video.videoWidth);
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  context?.drawImage(video, 0, 0, width, height);
  return context ? photoHints(context.getImageData(0, 0, width, height)) : null;
}

async function stillOf(video: HTMLVideoElement): Promise<File> {
  const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
  canvas.getContext('2d')?.drawImage(video, 0, 0);
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.95 });
  return new File([blob], t.peek().cameraName(timeOfDay()), { type: blob.type });
}

/** The time, as a file's name can have it. */
export const timeOfDay = (): string => new Date().toTimeString().slice(0, 8).replaceAll(':', '-');
