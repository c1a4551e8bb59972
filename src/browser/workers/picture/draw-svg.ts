// Draws on a canvas what drawing/drawing.ts says in SVG. Workers have no SVG, and it uses little of it: rectangles, and
// paths as pens draw them.

type Attributes = Readonly<Record<string, string>>;

/** Draws the elements of an SVG picture, in its own pixels. */
export function drawSvg(context: OffscreenCanvasRenderingContext2D, svg: string): void {
  context.lineCap = 'round';
  context.lineJoin = 'round';
  const groups: Attributes[] = [{}];
  for (const [, closing, name, text = ''] of svg.matchAll(/<(\/?)(\w+)([^>]*?)\/?>/g)) {
    if (closing) {
      if (name === 'g') groups.pop();
      continue;
    }
    const own = Object.fromEntries([...text.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, key, value]) => [key!, value!]));
    const attributes = { ...groups.at(-1), ...own };
    if (name === 'g') groups.push(attributes);
    else if (name === 'rect') paint(context, rectangle(attributes), attributes);
    else if (name === 'path') {
      context.save();
      const [x = 0, y = 0, scale = 1] = (own['transform']?.match(/-?[\d.]+/g) ?? []).map(Number);
      context.translate(x, y);
      context.scale(scale, scale);
      paint(context, new Path2D(own['d']), attributes);
      context.restore();
    }
  }
}

function rectangle({ x, y, width, height, rx = '0' }: Attributes): Path2D {
  const path = new Path2D();
  path.roundRect(Number(x), Number(y), Number(width), Number(height), Number(rx));
  return path;
}

function paint(context: OffscreenCanvasRenderingContext2D, path: Path2D, attributes: Attributes): void {
  const { fill, stroke } = attributes;
  if (fill && fill !== 'none') {
    context.fillStyle = fill;
    context.fill(path);
  }
  if (!stroke) return;
  context.globalAlpha = Number(attributes['stroke-opacity'] ?? 1);
  context.lineWidth = Number(attributes['stroke-width'] ?? 1);
  context.strokeStyle = stroke;
  context.stroke(path);
  context.globalAlpha = 1;
}
