import { join } from 'node:path';
import { z } from 'zod';
import { configDirectory, readConfig, writeConfig } from './config-files.ts';

/** API tokens by the address of their instance. */
const loginsSchema = z.strictObject({ tokens: z.record(z.string(), z.string().min(1).max(500)) });
type Logins = z.infer<typeof loginsSchema>;

const pathOf = (env: NodeJS.ProcessEnv): string => join(configDirectory(env), 'logins.json');
const read = (env: NodeJS.ProcessEnv): Logins => readConfig(pathOf(env), loginsSchema, { tokens: {} });
const keyOf = (baseUrl: URL): string => baseUrl.href.replace(/\/$/, '');

/** The token that `flipside login` kept for an instance; it is sent to that instance and to no other. */
export const rememberedToken = (env: NodeJS.ProcessEnv, baseUrl: URL): string | null =>
  read(env).tokens[keyOf(baseUrl)] ?? null;

/** @param token `null` forgets. @returns where tokens are kept. */
export async function rememberToken(
  env: NodeJS.ProcessEnv,
  baseUrl: URL,
  token: string | null,
): Promise<string> {
  const { [keyOf(baseUrl)]: _, ...others } = read(env).tokens;
  await writeConfig(pathOf(env), {
    tokens: token === null ? others : { ...others, [keyOf(baseUrl)]: token },
  });
  return pathOf(env);
}
