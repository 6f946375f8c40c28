import { useWords } from '../../ui/words';
import classes from './profile-view.module.css';
import { linesOf, outlineOf, type Spot, spotOf } from './radar-geometry';

/** `look`: 0–3 for candidates, each with a colour, dash and mark of its own. Shares 0–1, absent where nothing is known. */
export type RadarLine = { id: string; name: string; look: number | 'wanted' | 'today'; shares: readonly (number | undefined)[] };

const [width, height, radius] = [640, 490, 188];
const centre: Spot = { x: width / 2, y: height / 2 };
const rings = [0.25, 0.5, 0.75, 1];

/** The shapes of vendors over each other, three axes or more. A table beside it says the same in numbers. */
export function Radar({ axes, lines, label }: { axes: readonly string[]; lines: readonly RadarLine[]; label: string }) {
  const { locale, direction } = useWords();
  const number = new Intl.NumberFormat(locale);
  return (
    <svg viewBox={`0 0 ${width} ${height}`} className={classes.radar} role="img" aria-label={label}>
      {rings.map((share) => (
        <path
          key={share}
          d={outlineOf(
            axes.map(() => share),
            centre,
            radius,
          )}
          className={classes.ring}
        />
      ))}
      {axes.map((name, at) => {
        const end = spotOf(at, axes.length, 1, centre, radius);
        const words = spotOf(at, axes.length, 1 + 22 / radius, centre, radius);
        const side = words.x - centre.x;
        // "start" is where a line begins to be read: right of its spot the name grows away from the chart in either direction.
        const anchor = Math.abs(side) < 20 ? 'middle' : side > 0 === (direction === 'ltr') ? 'start' : 'end';
        const rows = linesOf(name);
        const lift = words.y < centre.y - radius * 0.9 ? (rows.length - 1) * 17 : words.y > centre.y + radius * 0.9 ? 0 : ((rows.length - 1) * 17) / 2;
        return (
          <g key={name}>
            <line x1={centre.x} y1={centre.y} x2={end.x} y2={end.y} className={classes.ring} />
            <text x={words.x} y={words.y + 5 - lift} textAnchor={anchor} className={classes.axis}>
              {rows.map((row, i) => (
                <tspan key={row} x={words.x} dy={i === 0 ? 0 : 17}>
                  {row}
                </tspan>
              ))}
            </text>
          </g>
        );
      })}
      {rings.map((share) => (
        <text key={share} x={centre.x} y={centre.y - radius * share + 11} textAnchor="middle" className={classes.scale}>
          {number.format(share * 100)}
        </text>
      ))}
      {lines.map(({ id, look, shares }) => (
        <g key={id} data-look={look} className={classes.line}>
          <path d={outlineOf(shares, centre, radius)} />
          {look !== 'wanted' &&
            shares.map((share, at) =>
              // biome-ignore lint/suspicious/noArrayIndexKey: an axis is its place
              share === undefined ? null : <Mark key={at} look={look} at={spotOf(at, shares.length, share, centre, radius)} />,
            )}
        </g>
      ))}
    </svg>
  );
}

/** Circle, square, triangle, diamond; what is there today a small dot. */
export function Mark({ look, at: { x, y } }: { look: RadarLine['look']; at: Spot }) {
  switch (look) {
    case 0:
      return <circle cx={x} cy={y} r={5} />;
    case 1:
      return <rect x={x - 4.5} y={y - 4.5} width={9} height={9} />;
    case 2:
      return <path d={`M${x} ${y - 6}L${x + 6} ${y + 4.5}L${x - 6} ${y + 4.5}Z`} data-mark />;
    case 3:
      return <path d={`M${x} ${y - 6.5}L${x + 6.5} ${y}L${x} ${y + 6.5}L${x - 6.5} ${y}Z`} data-mark />;
    default:
      return <circle cx={x} cy={y} r={3} />;
  }
}
