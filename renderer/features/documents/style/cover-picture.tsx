import { useMemo } from 'react';
import { brandColors } from '../../../../shared/documents/brand-colors';
import { coverRoad } from '../../../../shared/documents/cover-road';
import { coverTitleSize, wrapped } from '../../../../shared/documents/cover-words';
import { type Box, fitted, fittedOnPlate, logoBoxes, logoSize, plateCorner } from '../../../../shared/documents/picture';
import { productMark } from '../../../../shared/documents/product-mark';
import type { Brand, Logo } from '../../../../shared/documents/style-schema';
import { createTranslate } from '../../../../shared/i18n/translator';
import { directionOf, textIn } from '../../../../shared/text';
import { useEngagement } from '../../../store/session';
import { bytesOf } from './read-logo';
import classes from './style.module.css';

/** A4 in points, as the printed page. */
const [WIDTH, HEIGHT, SIDE] = [595, 842, 56];
/** From line to line, in heights of the letters. */
const LEADING = 1.25;

/** The cover as it will be printed, small, of a document of this engagement and in its language. */
export function CoverPicture({ brand, width }: { brand: Brand; width: number }) {
  const language = useEngagement((e) => e.languages.document);
  const client = useEngagement((e) => e.client.name);
  const journey = useEngagement((e) => e.journeys[0]?.name);
  const words = createTranslate(language);
  const rtl = directionOf(language) === 'rtl';
  const colors = brandColors(brand.colors);
  const road = coverRoad(rtl, WIDTH);
  const hasFoot = brand.logo !== undefined || brand.coverNote !== undefined;
  const start = rtl ? WIDTH - SIDE : SIDE;
  /** Of a box that begins at the margin. */
  const left = (wide: number, from = SIDE) => (rtl ? WIDTH - from - wide : from);
  const top = { road: hasFoot ? 196 : 226, band: 250, plain: 340 }[brand.cover];
  const onBand = brand.cover === 'band';
  const lines = (y: number, size: number, fill: string, texts: readonly string[], { weight = 400, x = start, anchor = 'start' as 'start' | 'end' } = {}) => (
    <text fontSize={size} fontWeight={weight} fill={fill} direction={rtl ? 'rtl' : 'ltr'} textAnchor={anchor}>
      {texts
        .map((text, index) => ({ text, at: y + index * size * LEADING }))
        .map(({ text, at }) => (
          <tspan key={at} x={x} y={at}>
            {text}
          </tspan>
        ))}
    </text>
  );
  const name = journey ? textIn(journey, language) : words('gap-report.title');
  const nameSize = coverTitleSize(name);
  const title = wrapped(name, perLine(nameSize));
  const subtitle = wrapped(client, perLine(14));
  // What further lines push down.
  const underTitle = (title.length - 1) * nameSize * LEADING;
  const under = underTitle + Math.max(0, subtitle.length - 1) * 14 * LEADING;
  return (
    <svg className={classes.cover} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width={width} height={(width * HEIGHT) / WIDTH} aria-hidden lang={language}>
      <rect width={WIDTH} height={HEIGHT} fill="#fff" />
      {brand.cover === 'road' && (
        <>
          <rect y={HEIGHT - (hasFoot ? 294 : 250)} width={WIDTH} height={300} fill="#FAF9F6" />
          <g transform={`translate(0 ${HEIGHT - (hasFoot ? 314 : 270)})`}>
            <path d={road.path} fill="none" stroke={colors.pale} strokeWidth={15} />
            <path d={road.path} fill="none" stroke={colors.line} strokeWidth={2.2} />
            {road.stations.map(({ x, y, last }) => (
              <circle key={x} cx={x} cy={y} r={last ? 7.5 : 5} fill={last ? colors.accent : colors.fill} stroke="#FAF9F6" strokeWidth={3} />
            ))}
          </g>
        </>
      )}
      {onBand && (
        <>
          <rect y={190} width={WIDTH} height={222 + under} fill={colors.fill} />
          <rect y={412 + under} width={WIDTH} height={5} fill={colors.accent} />
        </>
      )}
      {brand.cover === 'plain' && (
        <>
          <rect x={rtl ? WIDTH - 10 : 0} width={10} height={HEIGHT} fill={colors.fill} />
          <rect x={left(44)} y={306} width={44} height={4} fill={colors.fill} />
        </>
      )}
      {!brand.clientLogo && !brand.logo && <image href={`data:image/svg+xml,${encodeURIComponent(productMark)}`} x={left(30)} y={68} width={30} height={30} />}
      <Picture logo={brand.clientLogo} box={logoBoxes.client} y={68} left={left} plateColor={colors.plate} />
      {lines(top, 10.5, onBand ? colors.onFill : colors.text, [words('brief.eyebrow')], { weight: 500 })}
      {lines(top + 42, nameSize, onBand ? colors.onFill : '#1B1E28', title, { weight: 500 })}
      {lines(top + 76 + underTitle, 14, onBand ? colors.onFill : '#5B6172', subtitle)}
      {[0, 1, 2, 3].map((row) => (
        <g key={row} transform={`translate(0 ${under})`}>
          <rect x={left(60)} y={top + (onBand ? 200 : 124) + row * 22} width={60} height={5} rx={2} fill="#D3CFC4" />
          <rect x={left(110 - row * 14, SIDE + 120)} y={top + (onBand ? 200 : 124) + row * 22} width={110 - row * 14} height={5} rx={2} fill="#8A90A0" />
          <rect x={left(330)} y={top + (onBand ? 212 : 136) + row * 22} width={330} height={0.7} fill="#E5E2DA" />
        </g>
      ))}
      <Picture logo={brand.logo} box={logoBoxes.consultant} y={780} left={left} plateColor={colors.plate} />
      {brand.coverNote &&
        (brand.logo
          ? lines(793, 9, '#666C7D', wrapped(brand.coverNote, 70), { x: WIDTH - start, anchor: 'end' })
          : lines(793, 9, '#666C7D', wrapped(brand.coverNote, 100)))}
    </svg>
  );
}

/** Characters that have room between the margins. */
function perLine(size: number): number {
  return Math.floor((WIDTH - 2 * SIDE) / (size * 0.54));
}

type Placed = { logo: Logo | undefined; box: Box; y: number; left: (wide: number, from?: number) => number; plateColor: string };

function Picture({ logo, box, y, left, plateColor }: Placed) {
  const size = useMemo(() => logo && logoSize(bytesOf(logo)), [logo]);
  if (!logo || !size) return null;
  if (!logo.plate) {
    const { width, height } = fitted(size, box);
    return <image href={urlOf(logo)} x={left(width)} y={y} width={width} height={height} />;
  }
  const { picture, plate, pad } = fittedOnPlate(size, box);
  return (
    <>
      <rect x={left(plate.width)} y={y} width={plate.width} height={plate.height} rx={plateCorner} fill={plateColor} />
      <image href={urlOf(logo)} x={left(picture.width, SIDE + pad)} y={y + pad} width={picture.width} height={picture.height} />
    </>
  );
}

export function urlOf({ mime, data }: Logo): string {
  return `data:${mime};base64,${data}`;
}
