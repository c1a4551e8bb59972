// `kill -9` at random moments of `learn`: the hand opens every time, and every sample reported as saved is there.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openFolderStore } from '../../../src/node/hand/folder-store.js';
import { slice } from '../../slice.js';
import { drawnFolder, random } from '../drawn.js';
import { jsonLines, ownhand } from '../run.js';

const KILLS = slice(500, 8);

/** Ids acknowledged by the lines that were printed whole. */
function acknowledged(out: string): string[] {
  const whole = out.slice(0, out.lastIndexOf('\n') + 1);
  return jsonLines(whole).flatMap((line) => (line['event'] === 'saved' ? (line['ids'] as string[]) : []));
}

test(`${KILLS} kills`, async () => {
  const root = mkdtempSync(join(tmpdir(), 'ownhand-kill-'));
  const hand = join(root, 'hand');
  const uniform = random(20160817);
  try {
    const saved = new Set<string>();
    const learn = (seed: number, killAfter?: number) => {
      const folder = join(root, `crops-${seed}`);
      drawnFolder(folder, '01234', seed);
      const args = ['learn', folder, '--reverse', '--force', '--json', '--hand', hand];
      let savedAt = 0;
      const started = performance.now();
      const watch = () => {
        savedAt ||= performance.now() - started;
      };
      return ownhand(args, killAfter === undefined ? { watch } : { killAfter }).then((ran) => ({
        ran,
        savedAt,
        took: performance.now() - started,
      }));
    };
    // How long it takes undisturbed, so that the kills fall on every part of it, and half of them around the saving.
    const undisturbed = await learn(0);
    expect(undisturbed.ran.code).toBe(0);
    for (const id of acknowledged(undisturbed.ran.out)) saved.add(id);
    // A machine may have less to do later: one that was done before it was killed says how long it takes now.
    let pace = 1;
    let killed = 0;
    let inTime = 0;
    for (let i = 1; i <= KILLS; i++) {
      const u = (uniform() + 1) / 2;
      const after = pace * (i % 2 ? u * undisturbed.took : undisturbed.savedAt * (0.5 + 0.8 * u));
      const { ran, took } = await learn(i, after);
      if (ran.signal === 'SIGKILL') killed++;
      else pace = took / undisturbed.took;
      const news = acknowledged(ran.out);
      if (ran.signal === 'SIGKILL' && news.length > 0) inTime++;
      for (const id of news) saved.add(id);

      const warnings: string[] = [];
      const store = openFolderStore(hand, { warn: (line) => warnings.push(line) });
      const there = new Set((await store.samples()).map((sample) => sample.id));
      expect([...saved].filter((id) => !there.has(id))).toEqual([]);
      expect(warnings).toEqual([]);
      const current = await store.current();
      if (current !== 0) expect((await store.readCheckpoint(current)).length).toBeGreaterThan(1000);
      const told = (await store.journal()).flatMap((entry) => (entry.event === 'samples' ? entry.ids : []));
      expect([...saved].filter((id) => !told.includes(id))).toEqual([]);
    }
    expect(killed).toBeGreaterThan(KILLS / 3);
    // The next one that is let finish cleans up, learns from all, and the result reads.
    const last = await learn(KILLS + 1);
    expect(last.ran.code).toBe(0);
    const left = readdirSync(hand, { recursive: true, encoding: 'utf8' }).filter((name) => name.includes('.tmp-'));
    expect(left).toEqual([]);
    expect((await ownhand(['eval', join(root, 'crops-0'), '--reverse', '--hand', hand])).code).toBe(0);
    console.log(
      `${killed} of ${KILLS} killed, ${inTime} of them after their samples were acknowledged; ${saved.size} samples there`,
    );
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}, 3_600_000);
