// Questions as tests of `ownhand fix` need them.
import type { Question } from '../../../src/cli/fix/question.js';

export function question(label: string, changes: Partial<Question> = {}): Question {
  return {
    file: 'page.png',
    source: 'page.png, at 4 1',
    box: { x: 40, y: 10, w: 30, h: 20 },
    follows: true,
    begins: false,
    line: 1,
    before: '40',
    after: ' 12',
    label,
    confidence: 0.6,
    alternatives: [
      { label: '1', confidence: 0.3 },
      { label: '4', confidence: 0.004 },
    ],
    picture: new Uint8Array(784),
    view: { strip: { width: 12, height: 4, data: new Uint8Array(48).fill(255) }, box: { x: 4, y: 1, w: 3, h: 2 } },
    ...changes,
  };
}
