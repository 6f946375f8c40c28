import { Button } from '@mantine/core';
import { IconArrowsMove, IconMinus, IconPencil, IconPlus, type TablerIcon } from '@tabler/icons-react';
import { useState } from 'react';
import type { Comparison } from '../../../../shared/pack/check';
import type { ChangeEntry, ChangeLine, ChangeSection } from '../../../../shared/pack/compare/changes';
import { Badge, type BadgeTone } from '../../../ui/badge';
import { Code, UserText } from '../../../ui/isolate';
import { useWords } from '../../../ui/words';
import classes from './pack-section.module.css';

const looks = {
  added: { tone: 'good', Icon: IconPlus },
  removed: { tone: 'blocking', Icon: IconMinus },
  changed: { tone: 'accent', Icon: IconPencil },
  moved: { tone: 'quiet', Icon: IconArrowsMove },
} satisfies Record<ChangeEntry['sign'], { tone: BadgeTone; Icon: TablerIcon }>;

/** Of each section at first; a re-imported source alone may bring hundreds. */
const SHOWN = 8;

/** What changed, in the order of the workshop; then which files did. */
export function ChangeSections({ comparison: { sections, files = [] } }: { comparison: Comparison }) {
  const { t } = useWords();
  return (
    <>
      {sections.map((section) => (
        <Section key={section.id} section={section} />
      ))}
      {files.length > 0 && (
        <section aria-label={t('pack.files-differ')}>
          <h4>{t('pack.section-count', { section: t('pack.files-differ'), count: files.length })}</h4>
          <ul className={classes.changes}>
            {files.map(({ path, state }) => (
              <li key={path}>
                <Sign sign={state} />
                <Code>{path}</Code>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function Section({ section: { id, entries } }: { section: ChangeSection }) {
  const { t } = useWords();
  const [all, setAll] = useState(false);
  const title = t(`pack.section.${id}`);
  const hidden = entries.length - SHOWN;
  return (
    <section aria-label={title}>
      <h4>{t('pack.section-count', { section: title, count: entries.length })}</h4>
      <ul className={classes.changes}>
        {(all ? entries : entries.slice(0, SHOWN)).map((entry) => (
          <li key={entry.id}>
            <Sign sign={entry.sign} />
            <div>
              <span className={classes.quiet}>{entry.kind}</span> <UserText>{entry.title}</UserText>
              {entry.lines.map((line) => (
                <Line key={`${line.label} ${line.before} ${line.after}`} line={line} />
              ))}
            </div>
          </li>
        ))}
      </ul>
      {hidden > 0 && !all && (
        <Button variant="subtle" size="compact-sm" onClick={() => setAll(true)}>
          {t('pack.more-changes', { count: hidden })}
        </Button>
      )}
    </section>
  );
}

function Sign({ sign }: { sign: ChangeEntry['sign'] }) {
  const { t } = useWords();
  const { tone, Icon } = looks[sign];
  return (
    <Badge tone={tone} icon={<Icon size={13} stroke={2} />}>
      {t(`diff.sign.${sign}`)}
    </Badge>
  );
}

function Line({ line: { label, before, after } }: { line: ChangeLine }) {
  const { t } = useWords();
  if (before === undefined && after === undefined) return <p className={classes.quiet}>{label}</p>;
  const nothing = t('diff.nothing');
  return <p className={classes.quiet}>{t('diff.text.line', { label, before: before ?? nothing, after: after ?? nothing })}</p>;
}
