import { Button, Menu } from '@mantine/core';
import { IconCheck, IconChevronDown } from '@tabler/icons-react';
import type { Counts } from '../../../../shared/executor/api';
import { toldState } from '../../../../shared/executor/deployment-state';
import { VersionTag } from '../../../ui/version-tag';
import { useWords } from '../../../ui/words';
import classes from './live.module.css';

type Props = {
  /** Of the version that runs. */
  counts: Counts;
  /** Hash of the version that is shown. */
  shown: string;
  onShow: (version: number | undefined) => void;
};

/** Which version the canvas shows, of those in which somebody is or was inside; the one that runs unless another is chosen. */
export function VersionPicker({ counts, shown, onShow }: Props) {
  const { t } = useWords();
  const { versions } = counts;
  const current = versions.find(({ hash }) => hash === shown);
  if (!current) return null;
  if (versions.length === 1) return <VersionTag version={current.version} hash={current.hash} />;
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button
          size="compact-xs"
          variant="default"
          h={22}
          className={classes.pick}
          rightSection={<IconChevronDown size={12} />}
          aria-label={t('live-version.which', { version: current.version })}
        >
          <VersionTag version={current.version} hash={current.hash} />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {versions.map((one) => (
          <Menu.Item
            key={one.hash}
            leftSection={<IconCheck size={14} style={{ visibility: one.hash === shown ? 'visible' : 'hidden' }} />}
            onClick={() => onShow(one.hash === counts.deployment ? undefined : one.version)}
          >
            <span className={classes.choice}>
              <VersionTag version={one.version} hash={one.hash} />
              <span>
                {t(`executor.deployment.${toldState(one)}`)}
                {one.mode === 'test' && <> · {t('executor.test-only')}</>}
              </span>
              <span className={classes.inside}>{t('counts.inside', { count: one.active })}</span>
            </span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
