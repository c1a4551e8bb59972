// The few globals that Node and every browser share, for a core that compiles without either's types.
declare function setTimeout(work: () => void, milliseconds: number): unknown;
declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>;
}
declare class TextDecoder {
  decode(bytes: Uint8Array): string;
}
declare function atob(text: string): string;
declare function btoa(text: string): string;
