// Creases, paper edges, ends of rules and the table beside the sheet look like a digit now and then, most often like a
// 1, and the classifier, shown only the shape, believes in them. What stands apart from all writing must look like the
// rest of it.

import { median } from '../../geometry/median.js';
import { isBar } from '../../model/alphabet.js';
import type { Written } from '../../page/ink.js';
import { darknessOf, inkOf } from '../../strokes/piece.js';
import type { FoundGlyph } from '../found.js';
import { darknessFit, type Scale } from './digit-scale.js';

/** What stands apart from writing. Set by eye. */
const STRAY = {
  /** Digits by one hand and pen differ less in darkness than this; edges and creases are as a rule fainter. */
  asDark: 0.65,
  /** What lies further than this from its neighbours, in digit heights, stands apart. */
  apart: 1.2,
  /** A 1 by itself on a page that has lines is this much less likely. */
  lonelyOdds: 0.1,
  /** Lines of this many glyphs, and as many neighbours, tell what writing looks like. */
  enough: 3,
  /** Width over height of a bar. */
  bar: 0.35,
  /** A bar this share of its height from the picture's border, or nearer, is beside it. */
  beside: 0.08,
};

/** When a page shows nothing but 1s that are none. Set by eye. */
const ONES = {
  /** So large a share of its glyphs are 1s. */
  share: 0.8,
  /** One hand writes 1s of which this share differs from their median height by less than a third. */
  alike: 0.7,
  /** Grains are at most so many working pixels high, and more than this share of a page's glyphs. */
  grain: 14,
  ofGrains: 0.5,
};

/** What glyphs are held against. */
export interface Company {
  /** What the page's symbols look like. */
  readonly page: Scale;
  /** Width of the picture, working pixels. */
  readonly width: number;
  /** Height of the picture, working pixels. */
  readonly height: number;
  /** Full-sized strokes of the page that were not read. */
  readonly unread: number;
  /** What was written before rules were erased, and is no more. */
  readonly rules: Pick<Written, 'area' | 'ink'>;
}

/** The lines without glyphs that stand apart, or are bars along the picture's border, and do not look like the rest. */
export function withoutStrays(
  lines: readonly (readonly FoundGlyph[])[],
  { page, width, height, unread, rules }: Company,
): FoundGlyph[][] {
  const all = lines.flat();
  if (areScattered(all) || areGrains(all) || areRules(all, rules)) return [];
  if (all.length < unread && areHardlyDigits(all)) return [];
  // What runs out of the picture above or below may be the end of a rule, and tells nothing.
  const runsOut = ({ box }: FoundGlyph): boolean => box.y <= 0 || box.y + box.h >= height;
  const hasLines = lines.some((line) => line.filter((glyph) => !runsOut(glyph)).length >= STRAY.enough);
  return lines.map((line) =>
    line.filter((glyph, k) => {
      const { box, candidate } = glyph;
      const bar = box.w < STRAY.bar * box.h;
      const near = bar ? 1 + STRAY.beside * box.h : 0;
      const beside = box.x <= near || box.x + box.w >= width - near;
      const over = runsOut(glyph);
      // The end of a rule, where nothing tells what writing looks like.
      if (bar && over && !hasLines) return false;
      const lonely = hasLines && line.length === 1;
      if (lonely && (over || box.x <= 0 || box.x + box.w >= width)) return false;
      if (lonely && isBar(candidate.label) && glyph.chance * STRAY.lonelyOdds <= 1 - glyph.chance) return false;
      if (!(bar && beside) && !(hasLines && standsApart(line, k))) return true;
      // Light may fall off along a line, so the nearest tell.
      const others = line.filter((other) => other !== glyph).sort((a, b) => distance(a, glyph) - distance(b, glyph));
      const usual =
        line.length >= STRAY.enough
          ? median(others.slice(0, STRAY.enough).map(({ candidate: other }) => darknessOf(other.pieces)))!
          : page.darkness;
      return glyph.chance * darknessFit(darknessOf(candidate.pieces), usual, STRAY.asDark) > 0.5;
    }),
  );
}

/**
 * Whether only 1s, or what is as likely nothing, speak for digits. Beside more strokes that are no digits they are
 * strokes of letters, edges and hairs.
 */
function areHardlyDigits(glyphs: readonly FoundGlyph[]): boolean {
  return glyphs.reduce((sum, { chance, candidate }) => sum + (isBar(candidate.label) ? 0 : 2 * chance - 1), 0) <= 0;
}

/** Whether nearly all glyphs are 1s, but of many heights: pieces of rules, edges and hairs. */
function areScattered(glyphs: readonly FoundGlyph[]): boolean {
  const ones = glyphs.filter(({ candidate }) => isBar(candidate.label));
  if (ones.length < STRAY.enough || ones.length < ONES.share * glyphs.length) return false;
  const usual = median(ones.map(({ box }) => box.h))!;
  return ones.filter(({ box }) => Math.abs(box.h - usual) < usual / 3).length < ONES.alike * ones.length;
}

/**
 * Whether most glyphs are grains, so small that only a 1 can be seen in them: strokes too faint to hold together leave
 * them, and edges of a JPEG's blocks of 8.
 */
function areGrains(glyphs: readonly FoundGlyph[]): boolean {
  const ones = glyphs.filter(({ candidate }) => isBar(candidate.label));
  return (
    ones.length >= STRAY.enough &&
    ones.length > ONES.ofGrains * glyphs.length &&
    median(ones.map(({ box }) => box.h))! <= ONES.grain
  );
}

/** Whether only 1s are read, and more ink as dark as theirs was erased for rules: they are what is left of a table. */
function areRules(glyphs: readonly FoundGlyph[], rules: Company['rules']): boolean {
  if (!glyphs.every(({ candidate }) => isBar(candidate.label))) return false;
  const pieces = glyphs.flatMap(({ candidate }) => candidate.pieces);
  return rules.ink > inkOf(pieces) && rules.ink / rules.area > STRAY.asDark * darknessOf(pieces);
}

/** Whether the nearest neighbours on either side are further away than STRAY.apart digit heights. */
function standsApart(line: readonly FoundGlyph[], k: number): boolean {
  const { box } = line[k]!;
  const before = line[k - 1]?.box;
  const after = line[k + 1]?.box;
  const left = before ? box.x - (before.x + before.w) : Infinity;
  const right = after ? after.x - (box.x + box.w) : Infinity;
  return Math.min(left, right) > STRAY.apart * Math.max(box.h, before?.h ?? 0, after?.h ?? 0);
}

function distance({ box: a }: FoundGlyph, { box: b }: FoundGlyph): number {
  return Math.abs(a.x + a.w / 2 - b.x - b.w / 2);
}
