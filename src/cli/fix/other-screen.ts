// Questions are put on the terminal's other screen, so that what stood there before comes back.

/** How large the terminal is, in characters. */
interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** Shows lines on the other screen while something runs; it is handed what draws them anew. */
export async function onOtherScreen(
  lines: (size: Size) => readonly string[],
  work: (draw: () => void) => Promise<void>,
): Promise<void> {
  const out = process.stderr;
  const draw = () => {
    const size = { columns: out.columns || 80, rows: out.rows || 24 };
    const shown = lines(size).slice(0, size.rows);
    out.write(`\x1b[H${shown.map((line) => `${line}\x1b[K`).join('\r\n')}\x1b[J`);
  };
  out.write('\x1b[?1049h\x1b[?25l');
  out.on('resize', draw);
  try {
    draw();
    await work(draw);
  } finally {
    out.off('resize', draw);
    out.write('\x1b[?25h\x1b[?1049l');
  }
}
