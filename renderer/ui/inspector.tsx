import { ActionIcon, Group } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { type ReactNode, useId } from 'react';
import classes from './inspector.module.css';
import { Quiet } from './quiet';
import { useWords } from './words';

/** What stands in the inspector of a `Panel`: one thing (`of`: its id) with all that can be said and set about it, in one column. */
export function Inspector({ of, children }: { of?: string; children: ReactNode }) {
  return (
    <div className={classes.inspector} data-of={of}>
      {children}
    </div>
  );
}

type HeadProps = {
  icon?: ReactNode;
  title: ReactNode;
  /** One quiet line: id, kind. */
  facts: ReactNode;
  /** Icon buttons before the one that closes. */
  actions?: ReactNode;
  onClose: () => void;
};

export function InspectorHead({ icon, title, facts, actions, onClose }: HeadProps) {
  const { t } = useWords();
  return (
    <header className={classes.head}>
      {icon && <span className={classes.icon}>{icon}</span>}
      <div className={classes.words}>
        <h2 className={classes.title}>{title}</h2>
        <Quiet>{facts}</Quiet>
      </div>
      <div className={classes.actions}>
        {actions}
        <ActionIcon onClick={onClose} aria-label={t('common.close')}>
          <IconX size={16} />
        </ActionIcon>
      </div>
    </header>
  );
}

/** `beside`: a badge at the end of the title's line, no part of its name. `part`: what problems call it that lead here. */
export function InspectorSection({ title, beside, part, children }: { title: string; beside?: ReactNode; part?: string | undefined; children: ReactNode }) {
  const id = useId();
  return (
    <section className={classes.section} aria-labelledby={id} data-part={part}>
      <div className={classes.sectionHead} data-head>
        <h3 id={id}>{title}</h3>
        {beside}
      </div>
      {children}
    </section>
  );
}

/** The part that nobody changes while the engagement may only be read. */
export function InspectorFields({ disabled, children }: { disabled: boolean; children: ReactNode }) {
  return (
    <fieldset className={classes.fields} disabled={disabled}>
      {children}
    </fieldset>
  );
}

/** Fields side by side: labels may wrap, the inputs stay in line. */
export function InspectorRow({ children }: { children: ReactNode }) {
  return (
    <Group align="flex-end" gap={8} wrap="nowrap">
      {children}
    </Group>
  );
}

/** `<li>` each: an icon or badge, then a link to the thing. */
export function InspectorList({ children }: { children: ReactNode }) {
  return <ul className={classes.list}>{children}</ul>;
}
