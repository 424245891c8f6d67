/** "StudioProducer" and "MUSIC_PUBLISHER" as words in the middle of a sentence. */
export function roleWords(role: string): string {
  return role
    .replace(/_/g, ' ')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();
}
