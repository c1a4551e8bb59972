// Photos that are dropped onto the window or pasted into it, folders with all that they hold.
import { openPictures } from './load.js';
import { dialog } from './state.js';

/** Listens for what is dropped and pasted, on every screen. */
export function listenForPictures(): void {
  addEventListener('dragover', (event) => event.preventDefault());
  addEventListener('drop', (event) => {
    event.preventDefault();
    if (event.dataTransfer) void filesOf(event.dataTransfer).then(openPictures);
  });
  addEventListener('paste', (event) => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length === 0 || dialog.value !== '') return;
    event.preventDefault();
    void openPictures(files);
  });
}

/** All files that were dropped, in the order of their names within a folder. */
async function filesOf(dropped: DataTransfer): Promise<readonly File[]> {
  const entries = [...dropped.items].map((item) => (item.kind === 'file' ? item.webkitGetAsEntry() : null));
  if (entries.every((entry) => entry === null)) return [...dropped.files];
  return (await Promise.all(entries.map((entry) => (entry ? filesUnder(entry) : [])))).flat();
}

async function filesUnder(entry: FileSystemEntry): Promise<readonly File[]> {
  if (isFile(entry)) return [await new Promise<File>((resolve, reject) => entry.file(resolve, reject))];
  if (!isFolder(entry)) return [];
  const reader = entry.createReader();
  const inside: FileSystemEntry[] = [];
  // A reader gives a hundred entries at a time.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) break;
    inside.push(...some);
  }
  inside.sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }));
  return (await Promise.all(inside.map(filesUnder))).flat();
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;
