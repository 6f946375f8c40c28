import { Button } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconMessageQuestion, IconSettings, IconWand } from '@tabler/icons-react';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { isAboutSender } from '../../../shared/journey/check-sender';
import { fixOf } from '../../../shared/journey/fix-problem';
import { type JourneySpot, spotOfProblem } from '../../../shared/journey/journey-problem';
import { nodeLabel, type Speaker } from '../../../shared/journey/node-label';
import type { Journey } from '../../../shared/journey/schema';
import { type Problem, sameSaid } from '../../../shared/problem';
import { senderPath } from '../../store/places';
import { useEngagement, useReadOnly } from '../../store/session';
import { Badge } from '../../ui/badge';
import { ProblemList } from '../../ui/problem-list';
import { useWords } from '../../ui/words';
import classes from './journey-page.module.css';
import { titleOfPart } from './journey-parts';
import { applyFix } from './quick-fix';

type Props = { journey: Journey; problems: readonly Problem[]; speaker: Speaker; selected: string | undefined; onGo: (spot: JourneySpot) => void };

/** Live checks of this journey; each leads to where it is put right, one place after the other, and a missing source to the attribute. */
export function ChecksDock({ journey, problems, speaker, selected, onGo }: Props) {
  const { t } = useWords();
  const [open, setOpen] = useState(true);
  const navigate = useNavigate();
  const { engagementId } = useParams();
  const blocks = problems.filter((p) => p.severity === 'blocks').length;
  const warns = problems.filter((p) => p.severity === 'warns').length;
  const groups = sameSaid(problems);
  const spotsOf = (problem: Problem): JourneySpot[] =>
    problem.code === 'messages-in-draft'
      ? draftsIn(journey, speaker)
      : (groups.find(([first]) => first === problem) ?? [problem]).map((one) => spotOfProblem(one, journey));
  /** The check that was followed last, and to which of its places. */
  const [followed, setFollowed] = useState({ said: '', at: 0 });
  const isFollowed = (problem: Problem, spots: readonly JourneySpot[]) => {
    const spot = followed.said === saidBy(problem) ? spots[followed.at] : undefined;
    return spot !== undefined && ('node' in spot ? spot.node === selected : selected === undefined);
  };
  const engagement = useEngagement();
  const readOnly = useReadOnly();
  const Chevron = open ? IconChevronDown : IconChevronUp;
  return (
    <section aria-label={t('canvas.checks')} data-stop="checks">
      <button type="button" className={classes.dockHead} onClick={() => setOpen(!open)} aria-expanded={open}>
        <strong>{t('canvas.checks')}</strong>
        {blocks > 0 && <Badge tone="blocking">{t('canvas.blocks', { count: blocks })}</Badge>}
        {warns > 0 && <Badge tone="waiting">{t('canvas.warns', { count: warns })}</Badge>}
        {problems.length === 0 && <Badge tone="good">{t('canvas.no-problems')}</Badge>}
        <span style={{ flex: 1 }} />
        <Chevron size={16} />
      </button>
      {open && problems.length > 0 && (
        // biome-ignore lint/a11y/noStaticElementInteractions: "." on a row's own button does what its fix button does
        <div
          className={classes.dockBody}
          onKeyDown={(event) => {
            const row = event.target instanceof Element ? event.target.closest('li') : null;
            const group = event.code === 'Period' && row?.parentElement ? groups[[...row.parentElement.children].indexOf(row)] : undefined;
            if (group && !readOnly && applyFix(group)) event.preventDefault();
          }}
        >
          <ProblemList
            problems={groups.map(([first]) => first)}
            onGo={(problem) => {
              const spots = spotsOf(problem);
              const at = isFollowed(problem, spots) ? (followed.at + 1) % spots.length : 0;
              const spot = spots[at];
              if (!spot) return;
              setFollowed({ said: saidBy(problem), at });
              onGo(spot);
            }}
            place={(problem) => {
              const spots = spotsOf(problem);
              const [spot] = spots;
              if (spots.length > 1)
                return isFollowed(problem, spots)
                  ? t('canvas.found', { current: followed.at + 1, count: spots.length })
                  : t('canvas.places', { count: spots.length });
              const node = spot && 'node' in spot && journey.nodes.find(({ id }) => id === spot.node);
              return node ? nodeLabel(node, speaker).title : t((spot && 'part' in spot && titleOfPart(spot.part)) || 'canvas.whole-journey');
            }}
            action={(problem) => {
              if (problem.code === 'attribute-without-source')
                return (
                  <Button
                    size="compact-xs"
                    variant="default"
                    leftSection={<IconMessageQuestion size={13} />}
                    onClick={() => navigate(`/e/${engagementId}/record/${String(problem.params.attribute)}`)}
                  >
                    {t('canvas.find-source')}
                  </Button>
                );
              if (isAboutSender(problem))
                return (
                  <Button
                    size="compact-xs"
                    variant="default"
                    leftSection={<IconSettings size={13} />}
                    onClick={() => navigate(`/e/${engagementId}/${senderPath}`)}
                  >
                    {t('channels.lead.settings')}
                  </Button>
                );
              const fix = fixOf(problem, engagement);
              return fix ? (
                <Button
                  size="compact-xs"
                  variant="default"
                  leftSection={<IconWand size={13} />}
                  disabled={readOnly}
                  onClick={() => applyFix(groups.find(([first]) => first === problem) ?? [problem])}
                >
                  {t(`fix.${fix.kind}`)}
                </Button>
              ) : null;
            }}
          />
        </div>
      )}
    </section>
  );
}

function saidBy({ code, params }: Problem): string {
  return JSON.stringify([code, params]);
}

function draftsIn({ nodes }: Journey, { context }: Speaker): JourneySpot[] {
  return nodes.flatMap((node) => (node.kind === 'send' && context.messages.get(node.message)?.status === 'draft' ? [{ node: node.id }] : []));
}
