// Icons, drawn as strokes of one width on a grid of 24.

const paths = {
  photo: 'M4 6h16v13H4zM8 6l1.5-2h5L16 6M12 16a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7',
  image: 'M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.5 9.5h.01',
  folder: 'M3 6h6l2 2h10v11H3z',
  pen: 'M4 20l1-4L16 5l3 3L8 19zM14 7l3 3',
  paste: 'M9 4h6v3H9zM9 5H6v15h12V5h-3',
  plus: 'M12 5v14M5 12h14',
  zoomIn: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13M15.5 15.5L20 20M10.5 8v5M8 10.5h5',
  zoomOut: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13M15.5 15.5L20 20M8 10.5h5',
  fit: 'M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5',
  rotate: 'M20 12a8 8 0 1 1-2.5-5.800M20 3v4h-4',
  box: 'M4 4h4M4 4v4M20 4h-4M20 4v4M4 20h4M4 20v-4M20 20h-4M20 20v-4M12 9v6M9 12h6',
  join: 'M3 7h6v10H3M21 7h-6v10h6M9 12h6M12.5 9.5L15 12l-2.5 2.5',
  split: 'M4 7h5v10H4zM15 7h5v10h-5zM12 4v16',
  both: 'M4 5h16v14H4zM12 5v14M7 10h2M7 14h2M15 10h2M15 14h2',
  eye: 'M2 12c3-5 6.5-7 10-7s7 2 10 7c-3 5-6.5 7-10 7s-7-2-10-7M12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6',
  close: 'M6 6l12 12M18 6L6 18',
  check: 'M5 13l4.5 4.5L19 7',
  back: 'M15 5l-7 7 7 7',
  forward: 'M9 5l7 7-7 7',
  undo: 'M9 7L4 12l5 5M4 12h10a6 6 0 0 1 6 6',
  copy: 'M9 9h11v11H9zM15 9V4H4v11h5',
  save: 'M12 4v11M7 10.5l5 5 5-5M4 20h16',
  keys: 'M3 7h18v10H3zM7 11h.01M11 11h.01M15 11h.01M8 14h8',
  table: 'M4 5h16v14H4zM4 10h16M4 14.5h16M10 5v14',
  hand:
    'M7 13V7a1.5 1.5 0 0 1 3 0v4V5a1.5 1.5 0 0 1 3 0v6-5a1.5 1.5 0 0 1 3 0v6-3a1.5 1.5 0 0 1 3 0v5' +
    'c0 4-2.5 7-6 7s-5-1.5-7-5l-1.5-3c-.7-1.6 1.3-2.6 2.5-1z',
  equation: 'M4 7l6 8M10 7l-6 8M13 17h7M13 13h7M17 4.5c1.500-1.500 3 .5 1.500 2L17 8.500h3',
  home: 'M4 11l8-7 8 7v9h-5v-6H9v6H4z',
  settings: 'M4 7h9M17 7h3M4 17h3M11 17h9M15 9a2 2 0 1 0 0-4 2 2 0 0 0 0 4M9 19a2 2 0 1 0 0-4 2 2 0 0 0 0 4',
  trash: 'M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13',
} as const;

/** The name of an icon. */
export type IconName = keyof typeof paths;

/** An icon beside words, or in a button that has a label of its own. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}

/** The app's own mark: a seven with a bar, as much of the world writes it. */
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 64 64" aria-hidden="true" focusable="false">
      <rect width="64" height="64" rx="15" />
      <path d="M19 22c7 1.6 17 1 26-1.5-7 8-12 17-14.5 28M23 36.5c7-1 13-1.5 19-1.5" />
    </svg>
  );
}
