// How a sample from a sheet says where it came from: the photo, and which box of the page.

export interface BoxPlace {
  /** Counted on the page from 1: from the top, and from the left. */
  readonly row: number;
  readonly column: number;
}

/** The source of a sample: `photo.jpg, row 4, box 3`. */
export function sourceOf(photo: string, { row, column }: BoxPlace): string {
  return `${photo}, row ${row}, box ${column}`;
}

const SOURCE = /^(.*), row (\d+), box (\d+)$/s;

/** The photo and the box that a source names; undefined where the sample is not from a sheet. */
export function placeOf(source: string): (BoxPlace & { readonly photo: string }) | undefined {
  const [, photo, row, column] = SOURCE.exec(source) ?? [];
  return photo === undefined ? undefined : { photo, row: Number(row), column: Number(column) };
}
