/** How often somebody may have this instance look at websites. */
export const LOOKS = { name: 'domain-look', points: 30, perSeconds: 60 };
