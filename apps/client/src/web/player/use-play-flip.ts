import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { providers } from '../providers/provider-store.ts';
import { flipOptions } from '../queries/flips.ts';
import { player } from './player.ts';
import { usePlayer } from './use-player.ts';

/** Play and pause for one flip of a list. Without any music connected, playing leads to where it can be. */
export function usePlayFlip({ hash, code }: { readonly hash: string; readonly code: string }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const playing = usePlayer(({ flip, wanted }) => wanted && flip?.hash === hash);
  const start = async () => {
    const { list } = providers.state.get();
    if (list.length === 0) {
      await navigate({ to: '/r/$code', params: { code } });
      return;
    }
    await player.start(await client.ensureQueryData(flipOptions(code)), list);
  };
  const toggle = () => {
    if (playing) player.pause();
    else start().catch((error: unknown) => player.state.set({ error }));
  };
  return { playing, toggle };
}
