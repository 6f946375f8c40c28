import { UnstyledButton } from '@mantine/core';
import { IconBan, IconCaretDownFilled, IconChartRadar } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { VendorAnalysis } from '../../../shared/checklist/gap-analysis';
import { type ProfileAxis, profileOf } from '../../../shared/checklist/profile';
import { useEngagement } from '../../store/session';
import { EmptyState } from '../../ui/empty-state';
import { UserText } from '../../ui/isolate';
import { Quiet } from '../../ui/quiet';
import { useWords } from '../../ui/words';
import classes from './profile-view.module.css';
import { Mark, Radar, type RadarLine } from './radar';
import type { GapModel } from './use-gap';

/** More lines than this, and nobody can follow one. */
const mostShown = 4;
/** With fewer axes there is no shape; the table says it all. */
const fewestAxes = 3;

type Props = { model: GapModel; onAnswers: (vendor: string) => void };

/** Where each vendor is strong and where it is not, by category, beside what is wanted. */
export function ProfileView({ model, onAnswers }: Props) {
  const { t, text } = useWords();
  const checklist = useEngagement((e) => e.checklist);
  const [chosen, setChosen] = useState<readonly string[]>();
  const axes = useMemo(() => {
    const categories = new Map(model.groups.flatMap(({ category, points }) => points.map(({ point }) => [point.id, category] as const)));
    const order = model.groups.map(({ category }) => category);
    // A point without words anywhere is on no page of this analysis.
    const known = { ...checklist, points: checklist.points.filter(({ id }) => categories.has(id)) };
    const axesOf = profileOf(known, ({ id }) => categories.get(id) ?? '', model.required);
    return axesOf.sort((a, b) => order.indexOf(a.category) - order.indexOf(b.category));
  }, [checklist, model.groups, model.required]);
  if (model.vendors.length === 0) return <EmptyState icon={<IconChartRadar size={30} />} title={t('gap.no-vendors')} />;
  if (axes.length === 0) return <EmptyState icon={<IconChartRadar size={30} />} title={t('gap.profile.nothing')} />;

  const ids = model.vendors.map(({ vendor }) => vendor.id);
  const shown = (chosen ?? likely(model.vendors)).filter((id) => ids.includes(id));
  const looks = looksOf(model.vendors, shown);
  const names = axes.map(({ category }) => text(model.groups.find((group) => group.category === category)?.label) || category);
  const vendors = model.vendors.filter(({ vendor }) => shown.includes(vendor.id));
  const lines: RadarLine[] = [
    { id: 'wanted', name: t('gap.profile.wanted'), look: 'wanted', shares: axes.map(({ wanted }) => wanted) },
    ...vendors.map(({ vendor }) => ({
      id: vendor.id,
      name: vendor.name,
      look: looks.get(vendor.id) ?? 0,
      shares: axes.map(({ values }) => values.get(vendor.id)?.share),
    })),
  ];
  const toggle = (id: string) => setChosen(shown.includes(id) ? shown.filter((other) => other !== id) : [...shown, id]);
  return (
    <div className={classes.page}>
      <div className={classes.legend} role="group" aria-label={t('gap.profile.choose')}>
        <span className={classes.wanted}>
          <Swatch look="wanted" /> {t('gap.profile.wanted')}
        </span>
        {model.vendors.map(({ vendor }) => (
          <button
            type="button"
            key={vendor.id}
            className={classes.vendor}
            aria-pressed={shown.includes(vendor.id)}
            disabled={!shown.includes(vendor.id) && shown.length >= mostShown}
            title={!shown.includes(vendor.id) && shown.length >= mostShown ? t('gap.profile.most', { count: mostShown }) : undefined}
            onClick={() => toggle(vendor.id)}
          >
            <Swatch look={looks.get(vendor.id)} />
            <UserText>{vendor.name}</UserText>
            {vendor.role === 'current' && <small>{t('gap.today')}</small>}
          </button>
        ))}
        {model.vendors.length > mostShown && <Quiet>{t('gap.profile.most', { count: mostShown })}</Quiet>}
      </div>
      <div className={classes.both}>
        {axes.length >= fewestAxes && (
          <div className={classes.chart}>
            <Radar axes={names} lines={lines} label={t('gap.profile.chart', { vendors: lines.map(({ name }) => name).join(', ') })} />
          </div>
        )}
        <ProfileTable axes={axes} names={names} vendors={vendors} looks={looks} onAnswers={onAnswers} />
      </div>
      <Quiet>{t('gap.profile.how')}</Quiet>
    </div>
  );
}

type TableProps = {
  axes: readonly ProfileAxis[];
  names: readonly string[];
  vendors: readonly VendorAnalysis[];
  looks: ReadonlyMap<string, RadarLine['look']>;
  onAnswers: Props['onAnswers'];
};

/** The same in numbers: of 100, with how much of the category is answered and what blocks in it. */
function ProfileTable({ axes, names, vendors, looks, onAnswers }: TableProps) {
  const { t, locale } = useWords();
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const hundred = (share: number | undefined) => (share === undefined ? '–' : number.format(share * 100));
  return (
    <div className={classes.tableBox}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('gap.category')}</th>
            <th scope="col">{t('gap.profile.wanted-short')}</th>
            {vendors.map(({ vendor }) => (
              <th scope="col" key={vendor.id}>
                <Swatch look={looks.get(vendor.id)} />
                <UserText>{vendor.name}</UserText>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {axes.map(({ category, wanted, values }, at) => (
            <tr key={category}>
              <th scope="row">{names[at]}</th>
              <td className={classes.target}>{hundred(wanted)}</td>
              {vendors.map(({ vendor }) => {
                const value = values.get(vendor.id);
                const short = value?.share !== undefined && wanted !== undefined && value.share < wanted - 1e-9;
                return (
                  <td key={vendor.id}>
                    <UnstyledButton
                      className={classes.value}
                      onClick={() => onAnswers(vendor.id)}
                      aria-label={t('gap.profile.value', {
                        vendor: vendor.name,
                        category: names[at] ?? category,
                        value: hundred(value?.share),
                        answered: value?.answered.count ?? 0,
                        of: value?.answered.of ?? 0,
                      })}
                    >
                      {(value?.blocking ?? 0) > 0 && <IconBan size={13} role="img" aria-label={t('gap.legend.blocks')} />}
                      {short && <IconCaretDownFilled size={11} data-short role="img" aria-label={t('gap.profile.short')} />}
                      {hundred(value?.share)}
                      {value && value.answered.count < value.answered.of && <small>{t('gap.n-of-m', { n: value.answered.count, m: value.answered.of })}</small>}
                    </UnstyledButton>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The line as it is drawn, so that the name is found by its dash and mark and not by colour alone. */
function Swatch({ look }: { look: RadarLine['look'] | undefined }) {
  if (look === undefined) return null;
  return (
    <svg width={34} height={14} viewBox="0 0 34 14" className={classes.line} data-look={look} aria-hidden>
      <path d="M1 7L33 7" />
      {look !== 'wanted' && <Mark look={look} at={{ x: 17, y: 7 }} />}
    </svg>
  );
}

/** What is there today, and the candidates from the first place on; those without a place as they come. */
function likely(vendors: readonly VendorAnalysis[]): string[] {
  const ranked = [...vendors].sort((a, b) => place(a) - place(b));
  return ranked.slice(0, mostShown).map(({ vendor }) => vendor.id);
}

function place({ vendor, score }: VendorAnalysis): number {
  return vendor.role === 'current' ? 0 : (score.rank ?? Number.MAX_SAFE_INTEGER);
}

/** In the order in which they were chosen, so that one that is added changes no other's look. */
function looksOf(vendors: readonly VendorAnalysis[], shown: readonly string[]): Map<string, RadarLine['look']> {
  const looks = new Map<string, RadarLine['look']>();
  const free = [0, 1, 2, 3];
  for (const id of shown) {
    const today = vendors.find(({ vendor }) => vendor.id === id)?.vendor.role === 'current';
    looks.set(id, today ? 'today' : (free.shift() ?? 0));
  }
  return looks;
}
