import { canonicalBytes, publicKeyFromDidKey, verifyBytes } from '@flipside/recipe';
import { UnprocessableError } from '../../platform/problem/errors.ts';
import type { SampleRequest } from './sample.types.ts';

/** A signed request is taken this long after, and before, the time it names. */
const FRESH_MS = 10 * 60_000;

const refuse = (pointer: string, detail: string): UnprocessableError =>
  new UnprocessableError(detail, [{ pointer, detail }]);

/** The request as it is kept: canonical JSON (RFC 8785) with its signature. */
export const requestText = (request: SampleRequest): string =>
  Buffer.from(canonicalBytes({ ...request })).toString();

/** @throws {UnprocessableError} for a request that was signed for somebody else, at another time, or not at all. */
export function requireSigned(
  { sig, ...said }: SampleRequest,
  home: string,
  statement: string,
  now: Date,
): void {
  if (said.home !== home) throw refuse('/home', `This instance is ${home}.`);
  if (said.statement !== statement) throw refuse('/statement', 'It is signed for another statement.');
  if (Math.abs(Date.parse(said.at) - now.getTime()) > FRESH_MS)
    throw refuse('/at', 'The request is not of this moment: look at the clock of whoever signs.');
  const key = publicKeyFromDidKey(said.key);
  if (key === null || !verifyBytes(Buffer.from(sig, 'base64url'), canonicalBytes({ ...said }), key))
    throw refuse('/sig', 'The signature is not the key’s over this request.');
}
