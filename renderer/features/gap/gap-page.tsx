import { ActionIcon, Button, SegmentedControl } from '@mantine/core';
import {
  IconAdjustmentsHorizontal,
  IconChartRadar,
  IconCoin,
  IconHandClick,
  IconListCheck,
  IconPlus,
  IconScale,
  IconTableFilled,
  IconTemplate,
} from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import type { Vendor } from '../../../shared/checklist/schema';
import { useReadOnly } from '../../store/session';
import { EmptyState } from '../../ui/empty-state';
import { Panel } from '../../ui/panel';
import { useWords } from '../../ui/words';
import { AnswersView } from './answers-view';
import { CostEditor } from './cost-editor';
import { CostView } from './cost-view';
import { DecisionLine } from './decision-line';
import { DecisionPanel } from './decision-panel';
import { GapLegend } from './gap-legend';
import classes from './gap-page.module.css';
import { HeatMap, type Place } from './heat-map';
import { OwnPointDialog } from './own-point-dialog';
import { PointInspector } from './point-inspector';
import { ProfileView } from './profile-view';
import { QuestionnaireButton } from './questionnaire/questionnaire-button';
import { DecisionActions } from './record-decision';
import { TemplatesDialog } from './templates/templates-dialog';
import { TrialView } from './trial-view';
import { type PointFilter, passes, pointFilters, useGap } from './use-gap';
import { VendorDialog } from './vendor-dialog';

const views = ['heat-map', 'answers', 'cost', 'profile', 'trial'] as const;
type View = (typeof views)[number];

/** Points against vendors: what is needed and why, what each vendor has, what blocks, who leads. */
export function GapPage() {
  const { t } = useWords();
  const { engagementId, pointId } = useParams();
  const [query, setQuery] = useSearchParams();
  const navigate = useNavigate();
  const readOnly = useReadOnly();
  const model = useGap();
  const [filter, setFilter] = useState<PointFilter>('all');
  const [vendorDialog, setVendorDialog] = useState<Vendor | 'new'>();
  const [addingPoint, setAddingPoint] = useState(false);
  const [templates, setTemplates] = useState(false);
  const [decides, setDecides] = useState(true);

  const view: View = views.find((one) => one === query.get('view')) ?? 'heat-map';
  const vendors = useMemo(() => (model?.vendors ?? []).map(({ vendor }) => vendor), [model]);
  const vendor = vendors.find(({ id }) => id === query.get('vendor')) ?? vendors.find(({ role }) => role === 'candidate') ?? vendors[0];
  if (!model) return <Panel title={t('station.gap')}>{null}</Panel>;

  const shownFor = view === 'answers' && vendor ? [vendor] : vendors;
  const groups = model.groups
    .map((group) => ({ ...group, points: group.points.filter((known) => passes(known, filter, shownFor, model)) }))
    .filter(({ points }) => points.length > 0);
  const all = model.groups.flatMap(({ points }) => points);
  const chosen = all.find(({ point }) => point.id === pointId);
  const isTable = view === 'heat-map' || view === 'answers';
  const offer = view === 'cost' ? vendors.find(({ id }) => id === query.get('offer')) : undefined;
  const candidates = vendors.filter(({ role }) => role === 'candidate').length;

  function setPart(part: 'view' | 'vendor' | 'offer' | 'tried', value: string | undefined) {
    setQuery((old) => {
      const next = new URLSearchParams(old);
      if (value === undefined) next.delete(part);
      else next.set(part, value);
      return next;
    });
  }
  function select(place: Place | undefined, replace = false) {
    const next = new URLSearchParams(query);
    if (place?.vendor) next.set('vendor', place.vendor);
    navigate({ pathname: `/e/${engagementId}/gap${place ? `/${place.point}` : ''}`, search: next.toString() }, { replace });
  }

  /** The offer takes the place of whatever stood beside the work. */
  function editOffer(id: string) {
    const next = new URLSearchParams(query);
    next.set('offer', id);
    navigate({ pathname: `/e/${engagementId}/gap`, search: next.toString() });
  }

  const addVendorButton = (
    <Button leftSection={<IconPlus size={16} />} disabled={readOnly} onClick={() => setVendorDialog('new')}>
      {t('gap.add-vendor')}
    </Button>
  );
  return (
    <>
      <Panel
        title={t('station.gap')}
        facts={[
          t('gap.points', { count: all.length }),
          t('gap.vendors', { count: candidates }),
          ...(vendors.length > candidates ? [t('gap.and-today')] : []),
        ].join(' · ')}
        views={
          <SegmentedControl
            value={view}
            onChange={(next) => setPart('view', next)}
            aria-label={t('gap.view')}
            data={[
              { value: 'heat-map', label: <ViewLabel icon={<IconTableFilled size={14} />} words={t('gap.heat-map')} /> },
              { value: 'answers', label: <ViewLabel icon={<IconListCheck size={15} />} words={t('gap.answers')} /> },
              { value: 'cost', label: <ViewLabel icon={<IconCoin size={15} />} words={t('gap.cost.view')} /> },
              { value: 'profile', label: <ViewLabel icon={<IconChartRadar size={15} />} words={t('gap.profile.view')} /> },
              { value: 'trial', label: <ViewLabel icon={<IconHandClick size={15} />} words={t('gap.trial.view')} /> },
            ]}
          />
        }
        actions={
          <>
            <QuestionnaireButton model={model} />
            <DecisionActions model={model} />
          </>
        }
        toolbar={
          isTable && (
            <>
              {pointFilters.map((one) => (
                <button type="button" key={one} className={classes.filter} aria-pressed={filter === one} onClick={() => setFilter(one)}>
                  {t(`gap.filter.${one}`)}
                </button>
              ))}
              <div className={classes.tools}>
                {candidates > 0 && (
                  <ActionIcon
                    size={32}
                    variant="default"
                    aria-label={t('gap.show-decision')}
                    title={t('gap.show-decision')}
                    aria-pressed={decides && !chosen}
                    onClick={() => {
                      if (chosen) select(undefined);
                      setDecides(chosen !== undefined || !decides);
                    }}
                  >
                    <IconAdjustmentsHorizontal size={17} />
                  </ActionIcon>
                )}
                <ActionIcon size={32} variant="default" aria-label={t('gap.templates')} title={t('gap.templates')} onClick={() => setTemplates(true)}>
                  <IconTemplate size={17} />
                </ActionIcon>
                <Button variant="default" size="compact-md" leftSection={<IconPlus size={16} />} disabled={readOnly} onClick={() => setAddingPoint(true)}>
                  {t('gap.add-point')}
                </Button>
                <Button variant="default" size="compact-md" leftSection={<IconPlus size={16} />} disabled={readOnly} onClick={() => setVendorDialog('new')}>
                  {t('gap.add-vendor')}
                </Button>
              </div>
            </>
          )
        }
        inspectorWidth={340}
        inspector={
          chosen ? (
            <PointInspector
              model={model}
              known={chosen}
              vendor={vendor}
              onVendor={(id) => select({ point: chosen.point.id, vendor: id }, true)}
              onClose={() => select(undefined)}
            />
          ) : offer ? (
            <CostEditor key={offer.id} model={model} vendor={offer} onClose={() => setPart('offer', undefined)} />
          ) : (
            isTable && decides && candidates > 0 && <DecisionPanel model={model} onSelect={(place) => select(place)} onClose={() => setDecides(false)} />
          )
        }
        dock={view === 'heat-map' && vendors.length > 0 && <GapLegend />}
      >
        <DecisionLine model={model} />
        {view === 'cost' ? (
          <CostView model={model} onSelect={select} onEdit={editOffer} />
        ) : view === 'profile' ? (
          <ProfileView model={model} onAnswers={(id) => setQuery({ view: 'answers', vendor: id })} />
        ) : view === 'trial' ? (
          <TrialView model={model} tried={query.get('tried') ?? undefined} onTried={(id) => setPart('tried', id)} />
        ) : groups.length === 0 ? (
          <EmptyState icon={<IconListCheck size={30} />} title={t('gap.nothing')} />
        ) : view === 'answers' && vendor ? (
          <AnswersView
            model={model}
            groups={groups}
            vendor={vendor}
            selected={pointId}
            onVendor={(id) => setPart('vendor', id)}
            onSelect={(point) => select({ point, vendor: vendor.id })}
          />
        ) : (
          <>
            {vendors.length === 0 && (
              <div className={classes.start}>
                <IconScale size={22} aria-hidden />
                <div>
                  <strong>{t('gap.no-vendors')}</strong>
                  <p>{t('gap.no-vendors-text')}</p>
                </div>
                {addVendorButton}
              </div>
            )}
            <HeatMap
              model={model}
              groups={groups}
              selected={chosen && { point: chosen.point.id, vendor: vendor?.id }}
              onSelect={select}
              onEditVendor={setVendorDialog}
              onAnswers={(id) => {
                setQuery({ view: 'answers', vendor: id });
              }}
            />
          </>
        )}
      </Panel>
      {vendorDialog && <VendorDialog key={vendorDialog === 'new' ? 'new' : vendorDialog.id} vendor={vendorDialog} onClose={() => setVendorDialog(undefined)} />}
      {templates && <TemplatesDialog model={model} onClose={() => setTemplates(false)} />}
      {addingPoint && (
        <OwnPointDialog catalogue={model.catalogue} onClose={() => setAddingPoint(false)} onAdded={(id) => select({ point: id, vendor: vendor?.id })} />
      )}
    </>
  );
}

function ViewLabel({ icon, words }: { icon: React.ReactNode; words: string }) {
  return (
    <span className={classes.view}>
      {icon}
      {words}
    </span>
  );
}
