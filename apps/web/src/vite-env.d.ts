// Pictures and styles that the build takes in.
declare module '*.css';

declare module 'heic-decode' {
  function decode(input: {
    readonly buffer: Uint8Array;
  }): Promise<{ readonly width: number; readonly height: number; readonly data: Uint8ClampedArray }>;
  export = decode;
}
