import { parseStatementDocument } from '@flipside/royalty';
import type { Difference, StatementView } from '@flipside/royalty';
import { apiOf, expectData } from './api.ts';
import { httpOf, progressOf, readNamed } from './context.ts';
import type { LogOptions, Outcome, World } from './context.ts';
import { EXIT, usageError } from './exit-codes.ts';
import { printable } from './printable.ts';
import { Recomputation } from './recomputation.ts';
import type { Recomputed, RecomputationFault, Sought } from './recomputation.ts';
import { checkRecipes } from './recipe-check.ts';
import type { CheckedRecipes } from './recipe-check.ts';
import { checkLogs, describeLog } from './verify-log.ts';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

async function seek(target: string, options: LogOptions, world: World): Promise<Sought> {
  const id = UUID.test(target) ? target : null;
  const text = id === null ? await readNamed(target) : await download(id, options, world);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw usageError('STATEMENT_MALFORMED', `${target} is no JSON.`);
  }
  const document = parseStatementDocument(value);
  if (!document.ok) throw usageError(document.code, `${target}: ${document.message}.`);
  return { id, stated: document.value };
}

async function download(id: string, options: LogOptions, world: World): Promise<string> {
  const path = '/api/royalties/statements/{id}/document';
  const answer = await apiOf(httpOf(options, world)).GET(path, { params: { path: { id } }, parseAs: 'text' });
  return expectData<string>(`Statement ${id}`, answer);
}

const recipesOf = (...views: readonly (StatementView | null)[]): string[] => [
  ...new Set(
    views.flatMap((view) =>
      view === null ? [] : [...view.lines, ...view.lateLines, ...view.held].map(({ recipe }) => recipe),
    ),
  ),
];

/** What a difference says, in one line. */
export function describeDifference({ part, line, field, expected, stated }: Difference): string {
  const name = Object.entries(line ?? {}).flatMap(([key, value]) =>
    value === null ? [] : [`${key} ${value}`],
  );
  const where = printable([part, ...name].join(' · '));
  if (stated === null) return `${where}: is missing; ${field} ${expected} expected`;
  if (expected === null) return `${where}: should not be there, with ${field} ${stated}`;
  return `${where}: ${field} is ${stated}, and ${expected} expected`;
}

/** Movements that no log says: whoever reads the statement knows whether they are right. */
function takenOver({ adjustments, recoupment, withholding, paid }: StatementView): string[] {
  const count = [adjustments, recoupment, withholding, paid].reduce((sum, list) => sum + list.length, 0);
  return count === 0
    ? []
    : [`  ${count} payouts, corrections and deductions are taken as the statement says them`];
}

interface Judged {
  readonly result: Recomputed;
  readonly recipes: CheckedRecipes;
  readonly faults: readonly RecomputationFault[];
}

function describe({ stated }: Sought, { result, recipes, faults }: Judged): string[] {
  const name = printable(`${stated.party.name}, ${stated.period.id}, ${stated.currency}`);
  const id = printable(result.id);
  const [first] = result.differences;
  if (first === undefined && faults.length === 0)
    return [
      `✓ statement ${id} of ${name}`,
      `  recomputed from the logs: ${stated.lines.length + stated.lateLines.length} lines, ` +
        `opening ${stated.openingMicros}, earned ${stated.earnedMicros}, closing ${stated.closingMicros} micro-units`,
      `  opens as the log says that the statement before closed; ${recipes.checked} recipes read and measured`,
      ...takenOver(stated),
      ...(recipes.unserved.length === 0
        ? []
        : [`  ${recipes.unserved.length} recipes are served no more: their usage is what the log says`]),
      `  sha256 ${result.sha256}`,
    ];
  return [
    `✗ statement ${id} of ${name}`,
    ...(first === undefined ? [] : [`  first difference: ${describeDifference(first)}`]),
    ...result.differences.slice(1, 10).map((one) => `  also: ${describeDifference(one)}`),
    ...faults.map(({ code, message }) => `  ${code}: ${printable(message)}`),
  ];
}

/** `flipside verify statement` */
export async function verifyStatement(target: string, options: LogOptions, world: World): Promise<Outcome> {
  const sought = await seek(target, options, world);
  const recomputation = new Recomputation(sought);
  const sinks = { plays: recomputation.addPlays, consent: recomputation.addConsent };
  // Plays first: what the consent log says of a close is worked out as soon as it is read.
  const logs = await checkLogs(['plays', 'consent'], options, world, sinks);
  const lines = logs.flatMap(describeLog);
  if (logs.some((log) => !log.ok))
    return {
      exitCode: EXIT.fault,
      document: { ok: false, logs, statement: null },
      lines: [...lines, '✗ the statement was not recomputed: the logs cannot be relied upon'],
    };
  const { result } = recomputation;
  if (result === null) return unlogged(sought, logs, lines);
  const progress = progressOf(options, world);
  const names = recipesOf(sought.stated, result.expected);
  const recipes = await checkRecipes(
    httpOf(options, world),
    names,
    (recipe) => recomputation.sourcesOf(recipe),
    progress,
  );
  progress.end();
  const faults = [...result.faults, ...recipes.faults];
  const ok = faults.length === 0 && result.differences.length === 0;
  const { id, sha256, differences } = result;
  const statement = { id, sha256, party: sought.stated.party.id, period: sought.stated.period.id };
  return {
    exitCode: ok ? EXIT.fine : EXIT.fault,
    document: {
      ok,
      logs,
      statement,
      opening: 'closing balance of the statement before, by its leaf',
      differences,
      faults,
      unservedRecipes: recipes.unserved,
    },
    lines: [...lines, ...describe(sought, { result, recipes, faults })],
  };
}

function unlogged({ stated }: Sought, logs: readonly object[], lines: readonly string[]): Outcome {
  const message = `The consent log names no statement of ${stated.party.name} for ${stated.period.id} in ${stated.currency}.`;
  return {
    exitCode: EXIT.fault,
    document: { ok: false, logs, statement: null, faults: [{ code: 'STATEMENT_NOT_LOGGED', message }] },
    lines: [...lines, `✗ STATEMENT_NOT_LOGGED: ${message}`],
  };
}
