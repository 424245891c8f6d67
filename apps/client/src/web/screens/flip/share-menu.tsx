import { useState } from 'react';
import { Button, CopyButton, Popover, TextInput } from '@mantine/core';
import { Icon } from '../../components/icon.tsx';
import type { RecipeView } from '../../queries/flips.ts';

function CopyField({ label, value }: { label: string; value: string }) {
  return (
    <CopyButton value={value} timeout={2000}>
      {({ copied, copy }) => (
        <div className="share-field">
          <TextInput
            label={label}
            value={value}
            readOnly
            onFocus={(event) => event.currentTarget.select()}
            classNames={{ input: 'mono' }}
          />
          <Button onClick={copy}>{copied ? 'Copied' : 'Copy'}</Button>
        </div>
      )}
    </CopyButton>
  );
}

/** The flip's link, and the same as a player for another site. */
export function ShareMenu({ flip }: { flip: RecipeView }) {
  const [open, setOpen] = useState(false);
  const link = `${window.location.origin}/r/${flip.code}`;
  const escaped = flip.title.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  const embed = `<iframe src="${window.location.origin}/embed/${flip.code}" title="${escaped}" width="640" height="220" allow="autoplay; cross-origin-isolated" style="border:0"></iframe>`;
  const share = () => {
    const native = window.matchMedia('(pointer: coarse)').matches && 'share' in navigator;
    if (!native) {
      setOpen((shown) => !shown);
      return;
    }
    navigator.share({ title: flip.title, url: link }).catch((error: unknown) => {
      // Closing the system's sheet is a choice; anything else falls back to the fields here.
      if (!(error instanceof DOMException && error.name === 'AbortError')) setOpen(true);
    });
  };
  return (
    <Popover
      opened={open}
      onChange={setOpen}
      position="bottom-end"
      width="min(440px, calc(100vw - 32px))"
      trapFocus
    >
      <Popover.Target>
        <Button size="xl" leftSection={<Icon name="share" />} onClick={share} aria-expanded={open}>
          Share
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <div className="share-fields">
          <CopyField label="Link" value={link} />
          <CopyField label="Player for another site" value={embed} />
          <p className="small secondary">
            Whoever opens it plays the flip from their own music. No audio is sent.
          </p>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
