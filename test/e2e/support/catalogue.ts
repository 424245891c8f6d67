import type { Api } from '../../support/api.ts';
import type { DemoUser } from '../../support/instance.ts';
import type { MadeRecording } from './music.ts';

interface Me {
  readonly user: { readonly parties: readonly { readonly id: string; readonly name: string }[] };
}

/**
 * Enters a recording whose master belongs to Low Lamp Records and whose work belongs to Jonah Estrup: both have opted in with
 * their whole catalogue, and so has the artist.
 */
export async function enterRecording(
  api: Api,
  user: (login: string) => DemoUser,
  recording: MadeRecording,
): Promise<void> {
  const partyOf = async (login: string, name: string): Promise<string> => {
    const { user: me } = await api.as(user(login).token).get<Me>('/api/me');
    const party = me.parties.find((one) => one.name === name);
    if (!party) throw new Error(`${login} has no party ${name}`);
    return party.id;
  };
  const label = await partyOf('lowlamp', 'Low Lamp Records');
  const artist = await partyOf('lowlamp', 'Marrow & Pine');
  const writer = await partyOf('jonah', 'Jonah Estrup');
  const { isrc, title, piece } = recording;
  await api.as(user('olive').token).post('/api/recordings', {
    ...{
      isrc,
      title,
      artist: recording.artist,
      durationMs: piece.seconds * 1000,
      bpm: piece.bpm,
      label: 'Low Lamp Records',
    },
    shares: [{ partyId: label, role: 'LABEL', ppm: 1_000_000 }],
    contributors: [{ partyId: artist, role: 'MAIN_ARTIST' }],
    works: [
      {
        title,
        ppm: 1_000_000,
        shares: [{ partyId: writer, role: 'COMPOSER', ppm: 1_000_000 }],
        contributors: [{ partyId: writer, role: 'COMPOSER' }],
      },
    ],
  });
}
