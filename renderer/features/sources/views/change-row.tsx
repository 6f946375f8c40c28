import {
  IconAlertOctagon,
  IconArrowsLeftRight,
  IconArrowsMove,
  IconAsterisk,
  IconCircleDashed,
  IconKey,
  IconMinus,
  IconPencil,
  IconPlus,
  type TablerIcon,
} from '@tabler/icons-react';
import { Link } from 'react-router';
import type { ChangeKind, Side, SourceChange } from '../../../../shared/sources/compare-field-maps';
import type { Leaning } from '../../../../shared/sources/field-leaning';
import { Badge, type BadgeTone } from '../../../ui/badge';
import { Code, UserText } from '../../../ui/isolate';
import { useWords } from '../../../ui/words';
import classes from './changes-view.module.css';
import views from './views.module.css';

/** Colour and sign as in the import's review. */
const looks = {
  added: { tone: 'good', Icon: IconPlus },
  removed: { tone: 'blocking', Icon: IconMinus },
  retyped: { tone: 'waiting', Icon: IconArrowsLeftRight },
  renamed: { tone: 'accent', Icon: IconPencil },
  status: { tone: 'quiet', Icon: IconCircleDashed },
  key: { tone: 'quiet', Icon: IconKey },
  required: { tone: 'quiet', Icon: IconAsterisk },
  moved: { tone: 'data', Icon: IconArrowsMove },
} satisfies Record<ChangeKind, { tone: BadgeTone; Icon: TablerIcon }>;

export function ChangeRow({ change, base }: { change: SourceChange; base: string }) {
  const { t } = useWords();
  const { kind, subject, after, leaning, breaking } = change;
  const { tone, Icon } = looks[kind];
  return (
    <li className={classes.change} data-breaking={breaking}>
      <Badge tone={tone} icon={<Icon size={13} stroke={2} />}>
        {t(`changes.kind.${kind}`)}
      </Badge>
      <div className={classes.what}>
        <p className={classes.name}>
          <Name change={change} base={base} />
          {subject !== 'field' && <span className={views.quiet}>{t(`changes.subject.${subject}`)}</span>}
          <Difference change={change} />
        </p>
        {leaning.length > 0 && kind !== 'added' && (
          <ul className={classes.leaning}>
            {leaning.map((one) => (
              <Lean key={`${one.kind}:${one.id}`} leaning={one} base={base} gone={!after} />
            ))}
          </ul>
        )}
      </div>
      {breaking && (
        <Badge tone="blocking" icon={<IconAlertOctagon size={13} />}>
          {t('changes.breaks')}
        </Badge>
      )}
    </li>
  );
}

function Name({ change: { subject, before, after, id, kind }, base }: { change: SourceChange; base: string }) {
  const { text } = useWords();
  const side = after ?? before;
  if (!side) return null;
  // Old → new in one run, left to right in every language.
  const old = kind === 'renamed' ? `${nameOf(before)} → ` : '';
  const words =
    subject === 'source' ? (
      <UserText>{`${kind === 'renamed' && before ? `${text(before.source.name)} → ` : ''}${text(side.source.name)}`}</UserText>
    ) : (
      <Code>{`${old}${nameOf(side)}`}</Code>
    );
  const label = text(side.field?.label);
  return (
    <>
      {after ? (
        <Link to={`${base}/sources/${after.source.id}${subject === 'field' ? `/${id}` : ''}`} className={classes.thing}>
          {words}
        </Link>
      ) : (
        <s className={classes.thing}>{words}</s>
      )}
      {label && (
        <span className={views.quiet}>
          <UserText>{label}</UserText>
        </span>
      )}
    </>
  );
}

function nameOf(side: Side | undefined): string {
  return side?.field?.nativeName ?? side?.object?.nativeName ?? '';
}

/** Before and after, where the name alone does not say it. */
function Difference({ change: { kind, before, after } }: { change: SourceChange }) {
  const { t, text } = useWords();
  const was = before?.field;
  const is = after?.field;
  switch (kind) {
    case 'retyped':
      if (!was || !is) return null;
      return (
        <span className={views.quiet}>
          {was.type !== is.type && t('changes.from-to', { from: t(`type.${was.type}`), to: t(`type.${is.type}`) })}
          {was.type !== is.type && was.nativeType !== is.nativeType && ' · '}
          {was.nativeType !== is.nativeType && <Code>{`${was.nativeType || '?'} → ${is.nativeType || '?'}`}</Code>}
        </span>
      );
    case 'status':
      return was && is ? (
        <span className={views.quiet}>{t('changes.from-to', { from: t(`field-status.${was.status}`), to: t(`field-status.${is.status}`) })}</span>
      ) : null;
    case 'key':
      return is ? <span className={views.quiet}>{t(is.key ? 'changes.key-now' : 'changes.key-lost')}</span> : null;
    case 'required':
      return is ? <span className={views.quiet}>{t(is.required ? 'changes.required-now' : 'changes.required-lost')}</span> : null;
    case 'moved':
      return before ? (
        <span className={views.quiet}>
          {t('changes.moved-from', { from: `${text(before.source.name)}${before.field && before.object ? ` · ${before.object.nativeName}` : ''}` })}
        </span>
      ) : null;
    case 'added':
    case 'removed':
      return (is ?? was) ? (
        <span className={views.quiet}>
          {t(`type.${(is ?? was)?.type ?? 'string'}`)}
          {(is ?? was)?.nativeType && (
            <>
              {' · '}
              <Code>{(is ?? was)?.nativeType ?? ''}</Code>
            </>
          )}
        </span>
      ) : null;
    case 'renamed':
      return null;
  }
}

const SHOWN = 4;

function Lean({ leaning: { kind, id, name, uses, stillFrom }, base, gone }: { leaning: Leaning; base: string; gone: boolean }) {
  const { t, text } = useWords();
  const journeys = uses.filter((use) => use.kind === 'journey');
  const others = uses.length - journeys.length;
  const words = text(name) || id;
  return (
    <li>
      {kind === 'attribute' ? (
        <>
          {t('changes.feeds')}{' '}
          <Link to={`${base}/record/${id}`} className={views.link}>
            <UserText>{words}</UserText>
          </Link>
        </>
      ) : kind === 'event' ? (
        <>
          {t('changes.fills')} <Code>{words}</Code>
        </>
      ) : (
        <>
          {t('changes.linked-from')} <Code>{words}</Code>
        </>
      )}
      {journeys.slice(0, SHOWN).map((use) => (
        <span key={use.id}>
          {' · '}
          <Link to={`${base}/journeys/${use.id}`} className={views.link}>
            <UserText>{text(use.name)}</UserText>
          </Link>
        </span>
      ))}
      {journeys.length > SHOWN && ` ${t('overview.and-more', { count: journeys.length - SHOWN })}`}
      {others > 0 && ` · ${t('profile.other-uses', { count: others })}`}
      {gone && stillFrom[0] && (
        <>
          {' · '}
          {t('changes.still-from', { field: `${stillFrom[0].object.nativeName}.${stillFrom[0].field.nativeName}` })}
        </>
      )}
    </li>
  );
}
