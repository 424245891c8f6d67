import { newSampleId, newSeed, signSampleRequest } from '../engine/verify/index.ts';
import { apiOf, expectData } from './api.ts';
import { httpOf, readNamed, stateOf } from './context.ts';
import type { LogOptions, Outcome, World } from './context.ts';
import { EXIT, usageError } from './exit-codes.ts';
import { writeWhole } from './files.ts';
import { readSample, SampleCheck } from './sample-check.ts';
import type { Sample } from './sample-check.ts';
import { sampleSigner } from './sample-key.ts';
import { checkLogs, describeLog } from './verify-log.ts';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export interface SampleOptions extends LogOptions {
  readonly recipe?: string;
  readonly territory?: string;
  readonly draw: number;
  readonly play: readonly string[];
  readonly reason?: string;
  readonly out?: string;
}

/** Signs a request, and gives what the instance answers. */
async function ask(statement: string, options: SampleOptions, world: World): Promise<string> {
  const { recipe, reason, territory = null, play, draw } = options;
  if (recipe === undefined || reason === undefined)
    throw usageError(
      'REQUEST_INCOMPLETE',
      'To look at plays name the flip with --recipe, and say why with --reason.',
    );
  const http = httpOf(options, world);
  const now = world.now();
  const signer = await sampleSigner(stateOf(options, world), http.host);
  const body = await signSampleRequest(
    {
      v: 1,
      id: newSampleId(now.getTime()),
      home: new URL(http.baseUrl).origin,
      ...{ statement, recipe, territory, reason },
      plays: play.length > 0 ? { named: play } : { draw, seed: newSeed() },
      at: now.toISOString(),
    },
    signer,
  );
  const path = '/api/royalties/statements/{id}/play-samples';
  const plays = 'named' in body.plays ? { named: [...body.plays.named] } : body.plays;
  const answer = await apiOf(http).POST(path, {
    params: { path: { id: statement } },
    body: { ...body, plays },
  });
  return JSON.stringify(expectData(`Statement ${statement}`, answer));
}

function describe(sample: Sample, check: SampleCheck): string[] {
  const shown = sample.items.length;
  const name = `${shown} of ${check.candidates} plays of ${sample.asked.recipe}, ${sample.period}`;
  if (check.faults.length > 0)
    return [
      `✗ ${name}`,
      ...check.faults.map(
        ({ code, play, message }) => `  ${code}: ${play === null ? '' : `${play}: `}${message}`,
      ),
    ];
  return [
    `✓ ${name}`,
    ...sample.items.map(({ entry, receipt, isTakenBack }) =>
      [
        `  ${String(entry['c'])}`,
        receipt === null
          ? `${String(entry['hour'])}, erased`
          : `${receipt.start}, ${receipt.heardMs} ms heard`,
        ...(isTakenBack ? ['taken back'] : []),
      ].join('  '),
    ),
    `  each leaf is in the log${check.erased.length === 0 ? ', and' : '; where the receipt is not erased'} each receipt is what its leaf commits to and its device signed`,
    ...('draw' in sample.asked.plays ? ['  they are the ones that the seed draws from the log'] : []),
  ];
}

/** `flipside verify sample` */
export async function verifySample(target: string, options: SampleOptions, world: World): Promise<Outcome> {
  const isAsked = UUID.test(target);
  const text = isAsked ? await ask(target, options, world) : await readNamed(target);
  const sample = readSample(text, isAsked ? 'The answer' : target);
  if (isAsked && options.out !== undefined) await writeWhole(options.out, `${text}\n`);
  const check = new SampleCheck(sample);
  const logs = await checkLogs(['plays'], options, world, { plays: check.addPlays });
  const lines = logs.flatMap(describeLog);
  if (logs.some(({ ok }) => !ok))
    return {
      exitCode: EXIT.fault,
      document: { ok: false, logs, sample: null },
      lines: [...lines, '✗ the sample was not checked: the log cannot be relied upon'],
    };
  check.finish(new URL(httpOf(options, world).baseUrl).origin);
  const { faults, erased, candidates } = check;
  const ok = faults.length === 0;
  const plays = sample.items.map(({ entry }) => String(entry['c']));
  return {
    exitCode: ok ? EXIT.fine : EXIT.fault,
    document: { ok, logs, sample: { plays, candidates, erased, faults } },
    lines: [...lines, ...describe(sample, check)],
  };
}
