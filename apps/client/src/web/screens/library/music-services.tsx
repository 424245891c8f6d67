import { useState } from 'react';
import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type {
  MusicService,
  ServiceId,
  ServiceTrack,
} from '../../../engine/providers/services/music-service.ts';
import { ProviderError } from '../../../engine/providers/provider-error.ts';
import { Duration } from '../../components/duration.tsx';
import { Icon } from '../../components/icon.tsx';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { useStore } from '../../external-store.ts';
import { musicServices } from '../../providers/music-services.ts';
import { providers } from '../../providers/provider-store.ts';
import { useOfferedServices, type OfferedMusicService } from '../../queries/music-services.ts';
import { readableIsrc } from '../../words/isrc.ts';
import { serviceWords } from '../../words/provider-words.ts';
import { PROVIDER_NAMES } from '../../words/source-words.ts';

const SHOWN = 5;
const report = (error: unknown) => providers.fail(error);

/** A preview opens beside the app: pages that are isolated, as this one is, may not play other sites' sound. */
function Preview({ service, track }: { readonly service: MusicService; readonly track: ServiceTrack }) {
  const preview = useMutation({ networkMode: 'always', mutationFn: () => service.preview(track) });
  if (!service.capabilities.preview) return null;
  if (preview.data !== undefined && preview.data !== null)
    return (
      <a href={preview.data} target="_blank" rel="noreferrer">
        Hear the preview
      </a>
    );
  return (
    <Button
      size="sm"
      loading={preview.isPending}
      disabled={preview.data === null}
      onClick={() => preview.mutate()}
    >
      {preview.data === null ? 'No preview' : 'Preview'}
    </Button>
  );
}

/** Looks a recording up at a service: whether it is there, and its page. */
function LookUp({ service }: { readonly service: MusicService }) {
  const [text, setText] = useState('');
  const found = useMutation({ networkMode: 'always', mutationFn: () => service.search(text.trim(), SHOWN) });
  return (
    <form
      className="library-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '') found.mutate();
      }}
    >
      <TextInput
        aria-label={`Look a recording up at ${service.name}`}
        placeholder="Artist and title"
        leftSection={<Icon name="search" />}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {found.isError && <Fault error={found.error} />}
      {found.data?.length === 0 && <p className="secondary">Nothing there matches.</p>}
      {found.data !== undefined && found.data.length > 0 && (
        <ul className="library-found">
          {found.data.map((track) => (
            <li key={track.ref} className="row">
              <a href={track.link} target="_blank" rel="noreferrer">
                {track.title ?? track.ref} <span className="secondary">{track.artist}</span>
              </a>
              <span className="spacer" />
              <span className="mono small secondary">{track.isrc.map(readableIsrc).join(', ')}</span>
              {track.durationMs !== null && <Duration ms={track.durationMs} />}
              <Preview service={service} track={track} />
            </li>
          ))}
        </ul>
      )}
    </form>
  );
}

function Fault({ error }: { readonly error: unknown }) {
  if (!(error instanceof ProviderError)) return <ProblemMessage error={error} />;
  return (
    <p role="alert" className="stop">
      {error.message}
    </p>
  );
}

function Service({ offered }: { readonly offered: OfferedMusicService }) {
  const id: ServiceId = offered.id;
  const name = PROVIDER_NAMES[id];
  const service = useStore(musicServices.state, ({ connected }) => connected.find((one) => one.id === id));
  return (
    <div className="library-service">
      <p className="row" role="status">
        {service !== undefined && <Icon name="check" />}
        <strong>{name}</strong>
        <span className="secondary">{service === undefined ? 'not connected' : 'connected'}</span>
      </p>
      <p className="secondary">{serviceWords(id)}</p>
      {service !== undefined && <LookUp service={service} />}
      <div className="library-actions">
        {service === undefined ? (
          <Button onClick={() => void musicServices.begin(offered).catch(report)}>Connect {name}</Button>
        ) : (
          <Button variant="subtle" onClick={() => void musicServices.disconnect(id).catch(report)}>
            Disconnect {name}
          </Button>
        )}
      </div>
    </div>
  );
}

/** Services that know recordings without handing out their sound; nothing where the instance is set up for none. */
export function MusicServices() {
  const offered = useOfferedServices();
  if (offered.data === undefined || offered.data.length === 0) return null;
  return (
    <section className="library-section" aria-labelledby="services-title">
      <div>
        <h2 className="heading" id="services-title">
          Music services
        </h2>
        <p className="secondary">
          They tell whether they have a recording and where. Flips are played from your files or your server:
          services give their sound to nobody. Sign-ins are kept on this device, encrypted.
        </p>
      </div>
      <div className="library-body">
        {offered.data.map((one) => (
          <Service key={one.id} offered={one} />
        ))}
      </div>
    </section>
  );
}
