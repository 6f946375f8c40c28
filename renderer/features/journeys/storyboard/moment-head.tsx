import { ActionIcon, Menu } from '@mantine/core';
import { IconArrowLeft, IconArrowRight, IconDots, IconFlag, IconMessagePlus, IconPlus, IconRoute, IconTrash } from '@tabler/icons-react';
import { numberFormat } from '../../../../shared/i18n/number-format';
import { arrivalWords, nodeLabel } from '../../../../shared/journey/node-label';
import { type Scene, scenes } from '../../../../shared/journey/schema';
import { addTouchpoint, editSheet, moveTouchpoint, putAtTouchpoint, removeTouchpoint, unassignedSends } from '../../../../shared/journey/storyboard-edit';
import { run } from '../../../store/session';
import { useWords } from '../../../ui/words';
import { ScenePicture, sceneIcons, sceneOf } from './scene-picture';
import type { CellProps } from './sheet-view';
import classes from './storyboard.module.css';
import { WordsCell } from './words-cell';

/** The head of a column: number, picture, name and time, and what can be done with the touchpoint. */
export function MomentHead({ sheet, moment, place }: CellProps & { place: number }) {
  const { t, locale } = useWords();
  const { touchpoint } = moment;
  const name = sheet.nameOf(touchpoint);
  const arrival = moment.arrival ? arrivalWords(moment.arrival, sheet.speaker) : '';
  const isGoal = sheet.journey.annotations.sheet?.reachedAt === touchpoint;
  return (
    <>
      <div className={classes.head}>
        <button
          type="button"
          className={classes.select}
          aria-pressed={sheet.selected === touchpoint}
          aria-label={t('storyboard.select', { moment: name })}
          onClick={() => sheet.onSelect(sheet.selected === touchpoint ? undefined : touchpoint)}
        >
          <ScenePicture scene={sceneOf(moment)} place={place} loss={sheet.insight.loss?.touchpoint === touchpoint} />
          <span className={classes.number}>{numberFormat(locale).format(touchpoint)}</span>
          {isGoal && (
            <span className={classes.goal} title={t('storyboard.goal-here')}>
              <IconFlag size={14} aria-label={t('storyboard.goal-here')} role="img" />
            </span>
          )}
        </button>
        <MomentMenu sheet={sheet} moment={moment} place={place} />
      </div>
      <WordsCell sheet={sheet} moment={moment} part="name" lane={t('storyboard.name')} hint={name} look={classes.name} />
      <WordsCell sheet={sheet} moment={moment} part="when" lane={t('storyboard.when')} hint={arrival || t('storyboard.when')} look={classes.quiet} />
    </>
  );
}

function MomentMenu({ sheet, moment, place }: CellProps & { place: number }) {
  const { t } = useWords();
  const { journey, readOnly } = sheet;
  const { touchpoint } = moment;
  const [first] = moment.nodes;
  const of = { journey: journey.id };
  const isGoal = journey.annotations.sheet?.reachedAt === touchpoint;
  const apart = unassignedSends(journey);
  const step = (key: string) => ({ key, params: { moment: sheet.nameOf(touchpoint) } });
  return (
    <Menu position="bottom-end" width={230}>
      <Menu.Target>
        <ActionIcon className={classes.menu} variant="default" size={24} aria-label={t('storyboard.menu', { moment: sheet.nameOf(touchpoint) })}>
          <IconDots size={15} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconRoute size={15} />} disabled={!first} onClick={() => first && sheet.onShowNode(moment.sends[0]?.id ?? first)}>
          {t('storyboard.show')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconFlag size={15} />}
          disabled={readOnly}
          onClick={() => run(step('storyboard.step.goal'), (e) => editSheet(e, { ...of, sheet: { reachedAt: isGoal ? undefined : touchpoint } }))}
        >
          {t(isGoal ? 'storyboard.goal-not-here' : 'storyboard.goal-here')}
        </Menu.Item>
        <Menu.Label>{t('storyboard.picture')}</Menu.Label>
        <div className={classes.scenes}>
          {scenes.map((scene: Scene) => {
            const Icon = sceneIcons[scene];
            return (
              <Menu.Item
                key={scene}
                className={classes.sceneChoice}
                data-chosen={sceneOf(moment) === scene}
                aria-label={t(`scene.${scene}`)}
                title={t(`scene.${scene}`)}
                disabled={readOnly}
                onClick={() => sheet.edit(touchpoint, { scene }, 'scene')}
              >
                <Icon size={17} stroke={1.7} />
              </Menu.Item>
            );
          })}
        </div>
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconPlus size={15} />}
          disabled={readOnly}
          onClick={() => run({ key: 'storyboard.step.add' }, (e) => addTouchpoint(e, { ...of, after: touchpoint }))}
        >
          {t('storyboard.add-after')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconArrowLeft size={15} className={classes.mirrored} />}
          disabled={readOnly || place === 0}
          onClick={() => run(step('storyboard.step.move'), (e) => moveTouchpoint(e, { ...of, touchpoint, index: place - 1 }))}
        >
          {t('storyboard.earlier')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconArrowRight size={15} className={classes.mirrored} />}
          disabled={readOnly || place === sheet.moments.length - 1}
          onClick={() => run(step('storyboard.step.move'), (e) => moveTouchpoint(e, { ...of, touchpoint, index: place + 1 }))}
        >
          {t('storyboard.later')}
        </Menu.Item>
        {apart.length > 0 && <Menu.Label>{t('storyboard.put-here')}</Menu.Label>}
        {journey.nodes
          .filter(({ id }) => apart.includes(id))
          .map((node) => (
            <Menu.Item
              key={node.id}
              leftSection={<IconMessagePlus size={15} />}
              disabled={readOnly}
              onClick={() => run(step('storyboard.step.assign'), (e) => putAtTouchpoint(e, { ...of, node: node.id, touchpoint }))}
            >
              <bdi>{nodeLabel(node, sheet.speaker).title}</bdi>
            </Menu.Item>
          ))}
        <Menu.Divider />
        <Menu.Item
          color="pomegranate"
          leftSection={<IconTrash size={15} />}
          disabled={readOnly}
          onClick={() => {
            sheet.onSelect(undefined);
            run(step('storyboard.step.remove'), (e) => removeTouchpoint(e, { ...of, touchpoint }));
          }}
        >
          {t('storyboard.remove')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
