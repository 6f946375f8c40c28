import { Button, FileButton, Group } from '@mantine/core';
import { IconPhotoUp, IconTrash } from '@tabler/icons-react';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { brandColors, isPale } from '../../../../shared/documents/brand-colors';
import { type LogoOwner, setLogo, setPlate } from '../../../../shared/documents/edit-style';
import { logoSize } from '../../../../shared/documents/picture';
import { type Logo, mostLogoBytes } from '../../../../shared/documents/style-schema';
import type { Problem } from '../../../../shared/problem';
import { droppedFiles } from '../../../store/dropped-files';
import { run, useEngagement, useReadOnly } from '../../../store/session';
import { ProblemList } from '../../../ui/problem-list';
import { Quiet } from '../../../ui/quiet';
import { useWords } from '../../../ui/words';
import { urlOf } from './cover-picture';
import { bytesOf, pixelsOf, readLogo, shrinkLogo } from './read-logo';
import classes from './style.module.css';

/** A logo by dropping or choosing a file. One too large is offered to be made smaller. */
export function LogoField({ owner, logo }: { owner: LogoOwner; logo: Logo | undefined }) {
  const { t } = useWords();
  const readOnly = useReadOnly();
  const label = useId();
  const reset = useRef<() => void>(null);
  const [over, setOver] = useState(false);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<{ problems: Problem[]; shrinks?: File }>();
  const pixels = usePixels(logo);
  const plate = brandColors(useEngagement((e) => e.documents.colors)).plate;
  const facts = useMemo(() => logo && { size: logoSize(bytesOf(logo)), kilobytes: Math.ceil((logo.data.length * 3) / 4000) }, [logo]);

  const keep = (next: Logo | undefined) =>
    run({ key: next ? 'document-style.step.logo' : 'document-style.step.no-logo' }, (e) => setLogo(e, { owner, logo: next }));

  const keepPlate = (on: boolean) => run({ key: on ? 'document-style.step.plate' : 'document-style.step.no-plate' }, (e) => setPlate(e, { owner, plate: on }));

  async function take(file: File | null | undefined) {
    reset.current?.();
    if (!file || readOnly) return;
    setBusy(true);
    const read = await readLogo(file);
    setBusy(false);
    if (read.ok) keep(read.value);
    setTrouble(read.ok ? undefined : { problems: read.problems, ...('shrinks' in read ? { shrinks: file } : {}) });
  }

  async function shrink(file: File) {
    setBusy(true);
    const smaller = await shrinkLogo(file);
    setBusy(false);
    if (smaller.ok) keep(smaller.value);
    setTrouble(smaller.ok ? undefined : { problems: smaller.problems });
  }

  return (
    <section className={classes.field} aria-labelledby={label}>
      <h3 id={label}>{t(`document-style.logo.${owner}`)}</h3>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is one of two ways, the button is the other */}
      <div
        className={classes.drop}
        data-over={over}
        onDragOver={(event) => {
          if (readOnly || !event.dataTransfer.types.includes('Files')) return;
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          void droppedFiles(event.dataTransfer).then(({ files }) => take(files[0]));
        }}
      >
        {logo ? (
          <img src={urlOf(logo)} alt={t(`document-style.logo.${owner}`)} {...(logo.plate && { className: classes.plate, style: { background: plate } })} />
        ) : (
          <Quiet>{t('document-style.logo.drop')}</Quiet>
        )}
      </div>
      <Group gap={6}>
        <FileButton resetRef={reset} accept="image/png,image/jpeg" inputProps={{ 'aria-labelledby': label }} onChange={(file) => void take(file)}>
          {(props) => (
            <Button {...props} variant="default" leftSection={<IconPhotoUp size={15} />} disabled={readOnly} loading={busy}>
              {t(logo ? 'document-style.logo.replace' : 'document-style.logo.choose')}
            </Button>
          )}
        </FileButton>
        {logo && (
          <Button variant="subtle" color="gray" leftSection={<IconTrash size={15} />} disabled={readOnly} onClick={() => keep(undefined)}>
            {t('document-style.logo.remove')}
          </Button>
        )}
      </Group>
      {facts?.size && <Quiet>{t('document-style.logo.facts', { width: facts.size.width, height: facts.size.height, kilobytes: facts.kilobytes })}</Quiet>}
      {!logo && <Quiet>{t('document-style.logo.kinds', { most: mostLogoBytes / 1000 })}</Quiet>}
      {logo?.plate ? (
        <PlateLine said="document-style.logo.plated" button="document-style.logo.no-plate" onClick={() => keepPlate(false)} />
      ) : (
        pixels && isPale(pixels) && <PlateLine said="document-style.logo.pale" button="document-style.logo.plate" onClick={() => keepPlate(true)} />
      )}
      {trouble && (
        <div role="alert">
          <ProblemList
            problems={trouble.problems}
            action={() =>
              trouble.shrinks && (
                <Button size="compact-sm" variant="default" onClick={() => trouble.shrinks && void shrink(trouble.shrinks)}>
                  {t('document-style.logo.shrink')}
                </Button>
              )
            }
          />
        </div>
      )}
    </section>
  );
}

/** How the logo shows on paper, and the way to change it. */
function PlateLine({ said, button, onClick }: { said: string; button: string; onClick: () => void }) {
  const { t } = useWords();
  const readOnly = useReadOnly();
  return (
    <>
      <Quiet>{t(said)}</Quiet>
      <Group>
        <Button size="compact-sm" variant="default" disabled={readOnly} onClick={onClick}>
          {t(button)}
        </Button>
      </Group>
    </>
  );
}

/** Undefined until they are there. */
export function usePixels(logo: Logo | undefined): Uint8ClampedArray | undefined {
  const [read, setRead] = useState<{ of: Logo; pixels: Uint8ClampedArray | undefined }>();
  useEffect(() => {
    let gone = false;
    if (logo) void pixelsOf(logo).then((pixels) => gone || setRead({ of: logo, pixels }));
    return () => {
      gone = true;
    };
  }, [logo]);
  return read && read.of === logo ? read.pixels : undefined;
}
