// Symbols and the chances of their relations → the likeliest ways that they hang together. Each symbol hangs on one
// other or begins an expression: a tree of most weight (Chu & Liu 1965; Edmonds 1967). Where a tree breaks a rule of
// writing, such as two symbols that both come next, it is tried without the one edge and without the other, likeliest
// first (best-first search over forbidden edges, as Lawler 1972 enumerates).
import { brokenBrackets } from './brackets.js';
import type { Laid, Relation } from './relations.js';
import { symbolKind } from './symbol-kinds.js';

/** The chances of one pair of symbols. */
export interface PairChances {
  /** What the other hangs on: its place, or -1 where it begins an expression. */
  readonly parent: number;
  /** The symbol that hangs there. */
  readonly child: number;
  /** How. */
  readonly relation: Relation;
  /** The logarithm of its chance. */
  readonly gain: number;
}

/** One way that symbols hang together. */
export interface LayoutTree extends Laid {
  /** Sum of the gains. */
  readonly gain: number;
}

/** Trees tried at most before the best that was found is taken as it is. */
const MOST_TRIES = 60;

/** The likeliest trees, at most `count`, best first; none that breaks a rule, unless nothing else was found. */
export function layoutTrees(labels: readonly string[], edges: readonly PairChances[], count: number): LayoutTree[] {
  if (labels.length === 0) return [];
  const out: LayoutTree[] = [];
  const open: { forbidden: ReadonlySet<number>; tree: LayoutTree; chosen: readonly number[] }[] = [];
  const tried = new Set<string>();
  const byChild = likeliestFirst(labels.length, edges);
  const push = (forbidden: ReadonlySet<number>): void => {
    const key = [...forbidden].sort((a, b) => a - b).join();
    if (tried.has(key)) return;
    tried.add(key);
    const chosen = heaviest(byChild, edges, forbidden);
    if (!chosen) return;
    const tree: LayoutTree = {
      parents: chosen.map((e) => edges[e]!.parent),
      relations: chosen.map((e) => edges[e]!.relation),
      gain: chosen.reduce((sum, e) => sum + edges[e]!.gain, 0),
    };
    open.push({ forbidden, tree, chosen });
  };
  push(new Set());
  let broken: LayoutTree | undefined;
  for (let tries = 0; open.length > 0 && out.length < count && tries < MOST_TRIES; tries++) {
    open.sort((a, b) => a.tree.gain - b.tree.gain);
    const { forbidden, tree, chosen } = open.pop()!;
    broken ??= tree;
    const wrong = firstBroken(labels, tree);
    if (wrong.length === 0) {
      out.push(tree);
      if (out.length < count) for (const e of chosen) if (edges[e]!.gain < DOUBTFUL) push(new Set([...forbidden, e]));
    } else for (const symbol of wrong) push(new Set([...forbidden, chosen[symbol]!]));
  }
  return out.length > 0 ? out : [broken!];
}

/** Other trees are tried without edges that are less likely than this. */
const DOUBTFUL = Math.log(0.97);

/**
 * Where edges make no tree, a symbol hangs by none that is less likely than its best by more nats; it may begin an
 * expression still. Set by eye: long equations of writers apart are read the same, in three quarters of the time.
 */
const FAR_LESS = 6;

/** The symbols one of whose edges must go, for the first rule that a tree breaks; none where it breaks none. */
function firstBroken(labels: readonly string[], { parents, relations }: LayoutTree): number[] {
  const slots = new Map<string, number>();
  for (const [k, parent] of parents.entries()) {
    if (parent < 0) continue;
    const slot = `${parent} ${relations[k]}`;
    const other = slots.get(slot);
    if (other !== undefined) return [other, k];
    slots.set(slot, k);
  }
  const minus = symbolKind('-');
  for (const [k, label] of labels.entries()) {
    if (symbolKind(label) !== minus) continue;
    const [above, below] = [slots.get(`${k} above`), slots.get(`${k} below`)];
    // A bar that has something on one side only is a minus.
    if ((above === undefined) !== (below === undefined)) return [(above ?? below)!];
  }
  return brokenBrackets(labels, { parents, relations });
}

/** For each symbol its edges, likeliest first. */
function likeliestFirst(count: number, edges: readonly PairChances[]): number[][] {
  const byChild: number[][] = Array.from({ length: count }, () => []);
  for (const [e, { child }] of edges.entries()) byChild[child]!.push(e);
  for (const own of byChild) own.sort((a, b) => edges[b]!.gain - edges[a]!.gain);
  return byChild;
}

/** For each symbol the edge that it hangs by in the tree of most gain; undefined where some symbol has none left. */
function heaviest(
  byChild: readonly (readonly number[])[],
  edges: readonly PairChances[],
  forbidden: ReadonlySet<number>,
): number[] | undefined {
  // Mostly each symbol's likeliest edge makes a tree, and nothing has to be searched.
  const best: number[] = [];
  for (const own of byChild) {
    const first = own.find((e) => !forbidden.has(e));
    if (first === undefined) return undefined;
    best.push(first);
  }
  if (isTree(best.map((e) => edges[e]!.parent))) return best;
  const usable: Arc[] = [];
  for (const own of byChild) {
    // Of the ways that a symbol may hang on another only the likeliest can be in the tree.
    const parents = new Set<number>();
    let most: number | undefined;
    for (const e of own) {
      const { parent, child, gain } = edges[e]!;
      if (forbidden.has(e) || parents.has(parent)) continue;
      most ??= gain;
      if (parent >= 0 && gain < most - FAR_LESS) continue;
      parents.add(parent);
      usable.push({ from: parent + 1, to: child + 1, gain, edge: e });
    }
  }
  const chosen = arborescence(byChild.length + 1, usable);
  if (!chosen) return undefined;
  const out = new Array<number>(byChild.length);
  for (const e of chosen) out[edges[e]!.child] = e;
  return out;
}

/** Whether each symbol comes to one without a parent, -1, by going up. */
function isTree(parents: readonly number[]): boolean {
  const seenFrom = new Int32Array(parents.length).fill(-1);
  for (const start of parents.keys()) {
    let k = start;
    while (k >= 0 && seenFrom[k]! < 0) {
      seenFrom[k] = start;
      k = parents[k]!;
    }
    if (k >= 0 && seenFrom[k] === start) return false;
  }
  return true;
}

interface Arc {
  readonly from: number;
  readonly to: number;
  readonly gain: number;
  readonly edge: number;
}

/** Edges of the spanning arborescence of most gain from node 0 (Chu & Liu 1965; Edmonds 1967). */
function arborescence(nodes: number, arcs: readonly Arc[]): number[] | undefined {
  const best: (Arc | undefined)[] = new Array(nodes).fill(undefined);
  for (const arc of arcs)
    if (arc.to !== 0 && arc.from !== arc.to && (!best[arc.to] || arc.gain > best[arc.to]!.gain)) best[arc.to] = arc;
  for (let node = 1; node < nodes; node++) if (!best[node]) return undefined;
  const cycle = findCycle(best);
  if (!cycle) return best.slice(1).map((arc) => arc!.edge);
  const inCycle = new Set(cycle);
  // The cycle becomes one node, the last.
  const place = new Int32Array(nodes);
  let next = 0;
  for (let node = 0; node < nodes; node++) if (!inCycle.has(node)) place[node] = next++;
  for (const node of cycle) place[node] = next;
  const entered = new Map<number, Arc>();
  const smaller: Arc[] = [];
  for (const [n, arc] of arcs.entries()) {
    const [from, to] = [place[arc.from]!, place[arc.to]!];
    if (from === to) continue;
    const gain = inCycle.has(arc.to) ? arc.gain - best[arc.to]!.gain : arc.gain;
    smaller.push({ from, to, gain, edge: n });
    entered.set(n, arc);
  }
  const chosen = arborescence(next + 1, smaller);
  if (!chosen) return undefined;
  const out: number[] = [];
  let entry = -1;
  for (const n of chosen) {
    const arc = entered.get(n)!;
    out.push(arc.edge);
    if (inCycle.has(arc.to)) entry = arc.to;
  }
  for (const node of cycle) if (node !== entry) out.push(best[node]!.edge);
  return out;
}

/** The nodes of a cycle among each node's best arc, or undefined. */
function findCycle(best: readonly (Arc | undefined)[]): number[] | undefined {
  const seen = new Int32Array(best.length);
  for (let start = 1; start < best.length; start++) {
    let node = start;
    while (node !== 0 && seen[node] === 0) {
      seen[node] = start;
      node = best[node]!.from;
    }
    if (node === 0 || seen[node] !== start) continue;
    const cycle = [node];
    for (let at = best[node]!.from; at !== node; at = best[at]!.from) cycle.push(at);
    return cycle;
  }
  return undefined;
}
