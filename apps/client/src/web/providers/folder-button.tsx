import { useRef, type ChangeEvent, type ReactNode } from 'react';
import { Button, type ButtonProps } from '@mantine/core';
import { Icon } from '../components/icon.tsx';
import { providers } from './provider-store.ts';
import { useProviders } from './use-providers.ts';

interface FolderButtonProps extends Pick<ButtonProps, 'variant' | 'size'> {
  readonly children: ReactNode;
  /** Called once the recordings can be used. */
  readonly onConnected?: () => void;
}

const canPickFolder = 'showDirectoryPicker' in globalThis;

/** Opens the folder picker, or a plain file input in browsers without one. */
export function FolderButton({ children, onConnected, variant = 'outline', size = 'md' }: FolderButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  const reading = useProviders(({ files }) => files.phase === 'reading');
  const connect = (work: Promise<boolean>) => {
    work
      .then((connected) => (connected ? onConnected?.() : undefined))
      .catch((error: unknown) => {
        if (!(error instanceof DOMException && error.name === 'AbortError')) providers.fail(error);
      });
  };
  const onFiles = (event: ChangeEvent<HTMLInputElement>) => {
    const files = [...(event.currentTarget.files ?? [])];
    event.currentTarget.value = '';
    if (files.length > 0) connect(providers.takeFiles(files));
  };
  return (
    <>
      <Button
        variant={variant}
        size={size}
        loading={reading}
        leftSection={<Icon name="folder" />}
        onClick={() => (canPickFolder ? connect(providers.chooseFolder()) : input.current?.click())}
      >
        {children}
      </Button>
      {!canPickFolder && (
        <input
          ref={input}
          type="file"
          className="visually-hidden"
          aria-label="Music files"
          tabIndex={-1}
          accept="audio/*,.flac,.ogg,.oga,.opus,.wav,.m4a"
          multiple
          // Where folders can be chosen by an input at all, they are; elsewhere it is several files.
          {...{ webkitdirectory: '' }}
          onChange={onFiles}
        />
      )}
    </>
  );
}
