import { useState, type FormEvent } from 'react';
import { Button, PasswordInput, Radio, TextInput } from '@mantine/core';
import { ProviderError } from '../../../engine/providers/provider-error.ts';
import type { SubsonicLogin } from '../../../engine/providers/subsonic/subsonic-login.ts';
import { Icon } from '../../components/icon.tsx';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { useStore } from '../../external-store.ts';
import { musicServer } from '../../providers/music-server.ts';
import { providers } from '../../providers/provider-store.ts';
import { abilityWords, addressFault, serverWords } from '../../words/provider-words.ts';

const report = (error: unknown) => providers.fail(error);

type By = 'password' | 'key' | 'proxy';
const BY = [
  { value: 'password', label: 'Name and password' },
  { value: 'key', label: 'API key' },
  { value: 'proxy', label: 'Proxy on this computer' },
];

function ProxyHelp({ host }: { readonly host: string | null }) {
  return (
    <div className="library-help">
      <p>
        {host ?? 'Your server'} sends no CORS headers with its sound, and browsers then keep it from every
        page. Two ways out:
      </p>
      <ol>
        <li>
          On this computer, run the two commands below and enter the address that the second one prints, as
          “Proxy on this computer”. The proxy answers this computer and this site only. If the browser asks
          whether this site may reach other programs on this computer, allow it.
          <pre className="mono small">
            npx flipside providers add subsonic home ADDRESS --user NAME{'\n'}npx flipside serve --proxy --url{' '}
            {window.location.origin}
          </pre>
        </li>
        <li>
          Or let whoever runs the server send <code>Access-Control-Allow-Origin</code> with streams and
          downloads.
        </li>
      </ol>
    </div>
  );
}

function Fault({ error }: { readonly error: unknown }) {
  if (error === null) return null;
  if (!(error instanceof ProviderError)) return <ProblemMessage error={error} />;
  return (
    <p role="alert" className="stop">
      {error.message}
    </p>
  );
}

function loginOf(by: By, address: string, username: string, secret: string): SubsonicLogin {
  const url = address
    .trim()
    .replace(/\/+$/, '')
    .replace(/\/rest$/, '');
  if (by === 'proxy') return { url };
  return by === 'key' ? { url, apiKey: secret } : { url, username, password: secret };
}

function LoginForm() {
  const { phase, error } = useStore(musicServer.state, (state) => state);
  const [by, setBy] = useState<By>('password');
  const [address, setAddress] = useState('');
  const [name, setName] = useState('');
  const [secret, setSecret] = useState('');
  const [tried, setTried] = useState(false);
  const fault = addressFault(address, window.location);
  const lacks = (by === 'password' && name === '') || (by !== 'proxy' && secret === '');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (fault !== null || lacks) return;
    void musicServer.connect(loginOf(by, address, name, secret)).catch(report);
  };
  return (
    <form className="library-form" onSubmit={submit} aria-label="Music server" noValidate>
      <Radio.Group label="Sign in by" value={by} onChange={setBy}>
        <div className="library-ways">
          {BY.map(({ value, label }) => (
            <Radio key={value} value={value} label={label} />
          ))}
        </div>
      </Radio.Group>
      <TextInput
        label="Address"
        placeholder={by === 'proxy' ? 'http://127.0.0.1:4533/…' : 'https://music.example'}
        inputMode="url"
        autoComplete="url"
        value={address}
        error={tried ? fault : null}
        onChange={(event) => setAddress(event.currentTarget.value)}
      />
      {by === 'password' && (
        <TextInput
          label="Name"
          autoComplete="username"
          value={name}
          error={tried && name === '' ? 'Your name on that server' : null}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      )}
      {by !== 'proxy' && (
        <PasswordInput
          label={by === 'key' ? 'API key' : 'Password'}
          autoComplete="current-password"
          value={secret}
          error={tried && secret === '' ? 'It goes to that server and nowhere else' : null}
          onChange={(event) => setSecret(event.currentTarget.value)}
        />
      )}
      <Fault error={error} />
      <div className="library-actions">
        <Button type="submit" loading={phase === 'connecting'}>
          Connect
        </Button>
      </div>
    </form>
  );
}

function Connected() {
  const { host, report: found, notices, phase } = useStore(musicServer.state, (state) => state);
  return (
    <>
      <p className="row" role="status">
        <Icon name={found?.sound === 'blocked' || found?.sound === 'forbidden' ? 'server' : 'check'} />
        <span>
          <strong>{host}</strong>
          {found !== null && (
            <>
              <span className="secondary">, {serverWords(found)}.</span> {abilityWords(found)}
            </>
          )}
        </span>
      </p>
      {found?.sound === 'blocked' && <ProxyHelp host={host} />}
      {notices.length > 0 && (
        <ul className="small secondary">
          {notices.map((notice) => (
            <li key={notice}>{notice}</li>
          ))}
        </ul>
      )}
      <div className="library-actions">
        <Button loading={phase === 'connecting'} onClick={() => void musicServer.check().catch(report)}>
          Try it
        </Button>
        <Button variant="subtle" onClick={() => void musicServer.disconnect().catch(report)}>
          Disconnect
        </Button>
      </div>
    </>
  );
}

/** A server of the listener's own: connecting it, how it stands, what it can do. */
export function MusicServer() {
  const ready = useStore(musicServer.state, ({ phase }) => phase === 'ready');
  return (
    <section className="library-section" aria-labelledby="server-title">
      <div>
        <h2 className="heading" id="server-title">
          Music server
        </h2>
        <p className="secondary">
          Your own Navidrome, gonic, supysonic, Funkwhale or another that speaks Subsonic. The login is kept
          on this device, encrypted, and goes to your server and nowhere else.
        </p>
      </div>
      <div className="library-body">{ready ? <Connected /> : <LoginForm />}</div>
    </section>
  );
}
