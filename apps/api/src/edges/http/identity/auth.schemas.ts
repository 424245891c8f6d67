import { z } from 'zod';

export const LoginQuery = z.strictObject({
  issuer: z.string().max(32).optional(),
  returnTo: z.string().max(2_000).optional(),
});
export type LoginQuery = z.infer<typeof LoginQuery>;
