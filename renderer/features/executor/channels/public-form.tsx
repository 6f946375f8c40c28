import { Button, NumberInput, Switch, TextInput } from '@mantine/core';
import { IconAlertTriangle, IconWorld } from '@tabler/icons-react';
import { useState } from 'react';
import { type PublicSettings, type PublicState, publicSettingsSchema } from '../../../../shared/executor/channels';
import { problemText } from '../../../../shared/i18n/translator';
import { type Problem, problemsOfZod } from '../../../../shared/problem';
import { platform } from '../../../platform/platform';
import { Code } from '../../../ui/isolate';
import { ProblemList } from '../../../ui/problem-list';
import { useWords } from '../../../ui/words';
import classes from './channels.module.css';

type Props = { value: PublicState; onChanged: () => void };

/** What people and providers outside can reach of this machine, and what each of it is good for. */
export function PublicForm({ value, onChanged }: Props) {
  const { t } = useWords();
  const [draft, setDraft] = useState({ listens: value.listens, port: String(value.port ?? ''), url: value.url ?? '', mailto: value.mailto ?? '' });
  const [problems, setProblems] = useState<Problem[]>([]);
  const [busy, setBusy] = useState(false);
  const raw: PublicSettings = {
    listens: draft.listens,
    ...(draft.port !== '' && { port: Number(draft.port) }),
    ...(draft.url.trim() !== '' && { url: draft.url.trim() }),
    ...(draft.mailto.trim() !== '' && { mailto: draft.mailto.trim() }),
  };
  const { at, ...before } = value;
  const isChanged = JSON.stringify(raw) !== JSON.stringify(publicSettingsSchema.parse(before));
  const faultAt = (path: string) => {
    const found = problems.find((one) => one.path[0] === path);
    return found && problemText({ ...found, path: [] }, t);
  };
  const change = (patch: Partial<typeof draft>) => {
    setDraft({ ...draft, ...patch });
    setProblems([]);
  };

  async function save() {
    const read = publicSettingsSchema.safeParse(raw);
    if (!read.success) {
      setProblems(problemsOfZod(read.error));
      return;
    }
    setBusy(true);
    const reply = await platform['executor.setPublic'](read.data);
    setBusy(false);
    setProblems(reply.ok ? [] : reply.problems.map((one) => (one.code === 'port-taken' ? { ...one, path: ['port'] } : one)));
    onChanged();
  }

  const elsewhere = problems.filter(({ path }) => !['port', 'url', 'mailto'].includes(String(path[0])));
  return (
    <>
      <header className={classes.head}>
        <IconWorld size={22} stroke={1.7} aria-hidden />
        <div className={classes.headWords}>
          <h2>{t('channels.public')}</h2>
          <p>{t('channels.public-about')}</p>
        </div>
      </header>
      <section id="channel-public" className={`${classes.card} ${classes.narrow}`}>
        <form
          className={classes.form}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            void save();
          }}
        >
          <TextInput
            label={t('channels.public-mailto')}
            description={t('channels.public-mailto-about')}
            value={draft.mailto}
            onChange={(e) => change({ mailto: e.currentTarget.value })}
            error={faultAt('mailto')}
            dir="ltr"
            placeholder="unsubscribe@shop.example"
            maxLength={254}
          />
          <TextInput
            label={t('channels.public-url')}
            description={t('channels.public-url-about')}
            value={draft.url}
            onChange={(e) => change({ url: e.currentTarget.value })}
            error={faultAt('url')}
            dir="ltr"
            placeholder="https://links.shop.example"
            maxLength={500}
          />
          <Switch
            label={t('channels.public-listens')}
            description={t('channels.public-listens-about')}
            checked={draft.listens}
            onChange={(e) => change({ listens: e.currentTarget.checked })}
          />
          <NumberInput
            label={t('channels.public-port')}
            description={t('channels.public-port-about')}
            value={draft.port}
            onChange={(next) => change({ port: String(next) })}
            error={faultAt('port')}
            hideControls
            allowDecimal={false}
            allowNegative={false}
            thousandSeparator=""
            maw={220}
          />
          {elsewhere.length > 0 && <ProblemList problems={elsewhere} />}
          {value.listens && (
            <p className={classes.note} data-tone={at === null ? 'blocking' : 'good'} role="status">
              {at === null ? (
                <>
                  <IconAlertTriangle size={16} aria-hidden /> {t('channels.public-not-at')}
                </>
              ) : (
                <>
                  <IconWorld size={16} aria-hidden /> {t('channels.public-at')} <Code>{at}</Code>
                </>
              )}
            </p>
          )}
          <div className={classes.foot}>
            <Button type="submit" loading={busy} disabled={!isChanged}>
              {t('channels.save')}
            </Button>
          </div>
        </form>
      </section>
    </>
  );
}
