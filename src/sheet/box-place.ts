// How a sample from a sheet says where it came from: the photo, and which box of the page.

/** Which box of a sheet. */
export interface BoxPlace {
  /** The box's row, counted on the page from 1, from the top. */
  readonly row: number;
  /** The box's place in its row, counted from 1, from the left. */
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
