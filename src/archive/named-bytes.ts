/** A file to write, or one of an archive. */
export interface NamedBytes {
  /** The file's name within its folder or archive. */
  readonly name: string;
  /** All that the file holds. */
  readonly bytes: Uint8Array;
}
