import { Button, Group, TextInput } from '@mantine/core';
import { useId, useMemo, useState } from 'react';
import { brandColors, colorsOfPicture, contrast, usualColors } from '../../../../shared/documents/brand-colors';
import { setColors } from '../../../../shared/documents/edit-style';
import type { DocumentColors, Logo } from '../../../../shared/documents/style-schema';
import { numberFormat } from '../../../../shared/i18n/number-format';
import { run, useReadOnly } from '../../../store/session';
import { Quiet } from '../../../ui/quiet';
import { useWords } from '../../../ui/words';
import { usePixels } from './logo-field';
import classes from './style.module.css';

/** The client's two colours: picked, typed, or taken from the logo, with what becomes of them on paper. */
export function ColorFields({ colors, logo }: { colors: DocumentColors | undefined; logo: Logo | undefined }) {
  const { t, locale } = useWords();
  const readOnly = useReadOnly();
  const pixels = usePixels(logo);
  const found = useMemo(() => (pixels ? colorsOfPicture(pixels) : []), [pixels]);
  const now = colors ?? usualColors;
  const brand = brandColors(colors);
  const set = (next: DocumentColors | undefined, merge?: string) => run({ key: 'document-style.step.colors' }, (e) => setColors(e, { colors: next }), merge);
  const [main, accent = now.accent] = found;
  const suggested = main !== undefined && { main, accent };
  const isNew = suggested && (suggested.main !== now.main || suggested.accent !== now.accent);
  return (
    <section className={classes.field}>
      <h3>{t('document-style.colors')}</h3>
      <div className={classes.colors}>
        <ColorField label={t('document-style.color.main')} value={now.main} onPick={(next) => set({ ...now, main: next }, 'look main')} />
        <ColorField label={t('document-style.color.accent')} value={now.accent} onPick={(next) => set({ ...now, accent: next }, 'look accent')} />
      </div>
      <Group gap={6}>
        {suggested && isNew && (
          <Button variant="default" disabled={readOnly} onClick={() => set(suggested)} leftSection={<Swatches colors={[suggested.main, suggested.accent]} />}>
            {t('document-style.color.from-logo')}
          </Button>
        )}
        {colors && (
          <Button variant="subtle" color="gray" disabled={readOnly} onClick={() => set(undefined)}>
            {t('document-style.color.usual')}
          </Button>
        )}
      </Group>
      {brand.text !== brand.fill && (
        <Quiet>
          <Swatches colors={[brand.fill, brand.text]} />{' '}
          {t('document-style.color.darker', { ratio: numberFormat(locale, { maximumFractionDigits: 1 }).format(contrast(brand.fill, '#FFFFFF')) })}
        </Quiet>
      )}
    </section>
  );
}

function Swatches({ colors }: { colors: readonly string[] }) {
  return (
    <svg width={16 * colors.length} height={14} aria-hidden className={classes.swatches}>
      {colors.map((color, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two swatches may be of one colour
        <rect key={index} x={index * 16} width={14} height={14} rx={3} fill={color} stroke="#0003" />
      ))}
    </svg>
  );
}

/** The system's own picker beside the code that a brand book gives. */
function ColorField({ label, value, onPick }: { label: string; value: string; onPick: (color: string) => void }) {
  const { t } = useWords();
  const readOnly = useReadOnly();
  const id = useId();
  const [typed, setTyped] = useState<string>();
  const code = typed && codeOf(typed);
  return (
    <div className={classes.color}>
      <input
        type="color"
        value={value.toLowerCase()}
        disabled={readOnly}
        aria-label={t('document-style.color.pick', { which: label })}
        onChange={(event) => onPick(event.currentTarget.value.toUpperCase())}
      />
      <TextInput
        id={id}
        label={label}
        dir="ltr"
        disabled={readOnly}
        maxLength={9}
        value={typed ?? value}
        error={typed !== undefined && !code && t('document-style.color.unreadable')}
        onChange={(event) => {
          const text = event.currentTarget.value;
          setTyped(text);
          const next = codeOf(text);
          if (next) onPick(next);
        }}
        onBlur={() => setTyped(undefined)}
      />
    </div>
  );
}

/** `#0b6`, `0b6e4f` and ` #0B6E4F ` are the colours they look like; undefined: none. */
function codeOf(text: string): string | undefined {
  const digits = /^\s*#?([0-9a-f]{3}|[0-9a-f]{6})\s*$/i.exec(text)?.[1];
  if (!digits) return undefined;
  return `#${digits.length === 3 ? digits.replace(/./g, '$&$&') : digits}`.toUpperCase();
}
