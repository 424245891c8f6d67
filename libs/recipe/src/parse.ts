import type { z } from 'zod';
import { canonicalBytes } from './canonical.ts';
import { pointerTo, type PointerPart } from './json.pointer.ts';
import { snapshotJson } from './json.snapshot.ts';
import { LIMITS } from './limits.ts';
import { checkProvenance, checkSources } from './rules.sources.ts';
import { checkTimeline, checkTotals, checkTracks } from './rules.timeline.ts';
import type { RuleContext } from './rules.ts';
import { recipeShape, type Recipe } from './schema.ts';
import { createTempoMap } from './tempo.ts';

/** One thing wrong with a document. `pointer` is RFC 6901; the empty pointer is the whole document. */
export interface Issue {
  readonly pointer: string;
  readonly message: string;
}

export type ParseResult =
  { readonly ok: true; readonly recipe: Recipe } | { readonly ok: false; readonly issues: readonly Issue[] };

/** A canonical document of n bytes holds fewer than n values and fewer than n characters of text. */
const BOUNDS = { depth: 12, nodes: LIMITS.canonicalBytes, characters: LIMITS.canonicalBytes } as const;
const MOST_ISSUES = 100;
const MESSAGE_CHARS = 200;

const shorten = (message: string): string =>
  message.length <= MESSAGE_CHARS
    ? message
    : `${message.slice(0, MESSAGE_CHARS - 1).replace(/\p{Cs}$/u, '')}…`;

/** Issues of the shape; of a union those of the alternative that fits best. */
function* shapeIssues(issues: readonly z.core.$ZodIssue[], base: readonly PropertyKey[]): Generator<Issue> {
  for (const issue of issues) {
    const path = [...base, ...issue.path];
    if (issue.code === 'invalid_union' && issue.errors.length > 0) {
      const best = issue.errors.reduce((a, b) => (b.length < a.length ? b : a));
      yield* shapeIssues(best, path);
      continue;
    }
    const parts = path.map((part): PointerPart => (typeof part === 'symbol' ? part.toString() : part));
    yield { pointer: pointerTo(parts), message: shorten(issue.message) };
  }
}

function firstIssues(issues: Iterable<Issue>): readonly Issue[] {
  const first: Issue[] = [];
  for (const issue of issues) {
    if (first.length === MOST_ISSUES) break;
    first.push(issue);
  }
  return first;
}

function ruleIssues(recipe: Recipe, now: Date | null): readonly Issue[] {
  const issues: Issue[] = [];
  const context: RuleContext = {
    recipe,
    tempo: createTempoMap(recipe),
    now,
    report(path, message) {
      if (issues.length < MOST_ISSUES) issues.push({ pointer: pointerTo(path), message: shorten(message) });
    },
  };
  for (const check of [checkTotals, checkTimeline, checkSources, checkTracks, checkProvenance])
    check(context);
  return issues;
}

const whole = (message: string): ParseResult => ({ ok: false, issues: [{ pointer: '', message }] });

/**
 * Reads a recipe from a value of unknown origin. Never throws; at most 100 issues are told.
 *
 * Cheap bounds on depth, number of values and text come first, then the shape, the rules that span fields, and the
 * size of the canonical bytes. The recipe is a fresh copy in which nothing is defaulted. The signature is not checked
 * here: see `verifyRecipe`.
 *
 * @param options.now when given, a proof created more than five minutes after it is refused.
 */
export function parseRecipe(value: unknown, options: { readonly now?: Date } = {}): ParseResult {
  const snapshot = snapshotJson(value, BOUNDS);
  if (!snapshot.ok) {
    return { ok: false, issues: [{ pointer: shorten(snapshot.pointer), message: snapshot.message }] };
  }
  const shape = recipeShape.safeParse(snapshot.value);
  if (!shape.success) return { ok: false, issues: firstIssues(shapeIssues(shape.error.issues, [])) };
  const issues = ruleIssues(shape.data, options.now ?? null);
  if (issues.length > 0) return { ok: false, issues };
  const size = canonicalBytes(shape.data).length;
  if (size > LIMITS.canonicalBytes) {
    return whole(`has ${size} canonical bytes; at most ${LIMITS.canonicalBytes} are allowed`);
  }
  return { ok: true, recipe: shape.data };
}
