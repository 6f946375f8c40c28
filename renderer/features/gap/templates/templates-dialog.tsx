import { Button, Modal } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { KnownPoint } from '../../../../shared/checklist/point-groups';
import { type ChecklistTemplate, partsOfShipped, reasonsOf, type TemplateParts } from '../../../../shared/checklist/template-schema';
import { applyTemplate, templateChanges, toTemplate } from '../../../../shared/checklist/templates';
import type { Text } from '../../../../shared/text';
import { downloadBytes } from '../../../store/download';
import { newId } from '../../../store/new-id';
import { run, useEngagement, useReadOnly } from '../../../store/session';
import { UserText } from '../../../ui/isolate';
import { ImportTemplate, TemplateMenu, TemplateName } from '../../../ui/kept-template';
import { ProblemList } from '../../../ui/problem-list';
import { Quiet } from '../../../ui/quiet';
import { useWords } from '../../../ui/words';
import type { GapModel } from '../use-gap';
import { ChangeList } from './change-list';
import classes from './templates.module.css';
import { useTemplates } from './use-templates';

type Chosen = { id: string; name: Text; description?: Text; parts: TemplateParts; reasons?: ReadonlyMap<string, Text> };

/** Checklists as an industry or this consultant weighs them: looked at first, then applied as one step. Answers stay. */
export function TemplatesDialog({ model, onClose }: { model: GapModel; onClose: () => void }) {
  const { t, text } = useWords();
  const readOnly = useReadOnly();
  const checklist = useEngagement((e) => e.checklist);
  const language = useEngagement((e) => e.languages.document);
  const { own, shipped, problems, save, remove, readFile } = useTemplates();
  const [chosen, setChosen] = useState<string>();
  const [renaming, setRenaming] = useState<ChecklistTemplate>();
  const known = useMemo(() => new Map(model.groups.flatMap(({ points }) => points.map((one): [string, KnownPoint] => [one.point.id, one]))), [model.groups]);
  const choices = useMemo(
    (): Chosen[] => [
      ...shipped.map((one) => ({
        id: one.id,
        name: one.name,
        description: one.description,
        parts: partsOfShipped(one, model.catalogue, language, newId),
        reasons: reasonsOf(one),
      })),
      ...(own ?? []).map((one) => ({ id: one.id, name: { en: one.name }, parts: one })),
    ],
    [shipped, own, model.catalogue, language],
  );
  const choice = choices.find(({ id }) => id === chosen);
  const changes = choice && templateChanges(checklist, choice.parts);
  const count = changes ? changes.points.length + Number(changes.order) + changes.tasks : 0;

  function apply({ name, parts }: Chosen) {
    run({ key: 'gap.step.template', params: { template: name } }, (e) => applyTemplate(e, { template: parts, newId }));
    onClose();
  }

  return (
    <Modal opened onClose={onClose} title={t('gap.templates')} size="xl" closeButtonProps={{ 'aria-label': t('common.close') }}>
      {problems.length > 0 && <ProblemList problems={problems} />}
      <div className={classes.body}>
        <div className={classes.side}>
          <h3>{t('gap.templates.shipped')}</h3>
          <div className={classes.list}>
            {choices.slice(0, shipped.length).map((one) => (
              <button type="button" key={one.id} aria-pressed={one.id === chosen} onClick={() => setChosen(one.id)}>
                {text(one.name)}
              </button>
            ))}
          </div>
          <h3>{t('gap.templates.own')}</h3>
          {own?.length === 0 && <Quiet>{t('gap.templates.none')}</Quiet>}
          <div className={classes.list}>
            {own?.map((one) => (
              <div key={one.id}>
                <button type="button" aria-pressed={one.id === chosen} onClick={() => setChosen(one.id)}>
                  <UserText>{one.name}</UserText>
                </button>
                <TemplateMenu
                  template={one}
                  onRename={() => setRenaming(one)}
                  onExport={() => download(one)}
                  onRemove={() => remove(one.id)}
                  onRestore={() => void save(one)}
                />
              </div>
            ))}
          </div>
          <ImportTemplate size="compact-sm" w="fit-content" onFile={(file) => void readFile(file)} />
          <TemplateName
            renaming={renaming}
            label={t('gap.templates.save')}
            onCancel={() => setRenaming(undefined)}
            onRename={async (name) => {
              if (renaming && (await save({ ...renaming, name }))) setRenaming(undefined);
            }}
            onKeep={async (name) => {
              const template = toTemplate(checklist, { id: newId(), name, savedAt: new Date().toISOString() });
              if (await save(template)) setChosen(template.id);
            }}
          />
        </div>
        <div className={classes.preview}>
          {!choice && <Quiet>{t('gap.templates.choose')}</Quiet>}
          {choice && changes && (
            <>
              <h3>
                <UserText>{text(choice.name)}</UserText>
              </h3>
              {choice.description && <Quiet>{text(choice.description)}</Quiet>}
              {count === 0 ? (
                <Quiet>{t('gap.templates.same')}</Quiet>
              ) : (
                <>
                  <ChangeList changes={changes} known={known} template={choice.parts} reasons={choice.reasons} />
                  <div className={classes.foot}>
                    <Quiet>{t('gap.templates.keeps')}</Quiet>
                    <Button disabled={readOnly} onClick={() => apply(choice)}>
                      {t('gap.templates.apply', { count })}
                    </Button>
                  </div>
                </>
              )}
            </>
          )}
        </div>
      </div>
    </Modal>
  );
}

function download(template: ChecklistTemplate): void {
  downloadBytes(`${template.name}.masa-template.json`, 'application/json', new TextEncoder().encode(`${JSON.stringify(template, null, 2)}\n`));
}
