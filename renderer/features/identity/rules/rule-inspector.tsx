import { Button, Checkbox, SegmentedControl, Select } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { Link, useParams } from 'react-router';
import { editRule, type RulePatch, removeIdentifier } from '../../../../shared/identity/edit-identity';
import { type IdentityRule, identifierOwners, type Normaliser, normalisers, strengths } from '../../../../shared/identity/schema';
import type { AttributeLineage } from '../../../../shared/record/lineage';
import { run, useReadOnly } from '../../../store/session';
import { Inspector, InspectorHead, InspectorSection } from '../../../ui/inspector';
import { Code } from '../../../ui/isolate';
import { Quiet } from '../../../ui/quiet';
import { useWords } from '../../../ui/words';
import { AtMost } from './at-most';
import { BlockedValues } from './blocked-values';
import { LimitInput } from './limit-input';
import classes from './rules.module.css';

type Props = { rule: IdentityRule; found: AttributeLineage | undefined; others: readonly IdentityRule[]; onClose: () => void };

/** Everything one identifier says about who is whom. */
export function RuleInspector({ rule, found, others, onClose }: Props) {
  const { t, text } = useWords();
  const { engagementId } = useParams();
  const readOnly = useReadOnly();
  const attribute = found?.attribute.label ?? { en: rule.attribute };
  const name = text(attribute) || rule.attribute;
  const change = (patch: RulePatch, merge?: string) =>
    run(
      { key: 'identity.step.edit', params: { attribute } },
      (e) => editRule(e, { attribute: rule.attribute, rule: patch }),
      merge && `identity ${rule.attribute} ${merge}`,
    );
  const owner = rule.owner ?? 'person';
  const isEmail = (rule.normaliser ?? found?.attribute.type) === 'email';
  const byType = found ? t('identity.normaliser.by-type', { type: t(`type.${found.attribute.type}`) }) : t('identity.normaliser.usual');

  return (
    <Inspector>
      <InspectorHead
        title={name}
        facts={
          <>
            <Code>{rule.attribute}</Code> ·{' '}
            <Link className={classes.link} to={`/e/${engagementId}/record/${rule.attribute}`}>
              {t('identity.open-attribute')}
            </Link>
          </>
        }
        onClose={onClose}
      />
      <InspectorSection title={t('identity.carried-by')}>
        {found && found.fields.length > 0 ? (
          <ul className={classes.fields}>
            {found.fields.map(({ field, object, source }) => (
              <li key={field.id}>
                <Link className={classes.link} to={`/e/${engagementId}/sources/${source.id}/${field.id}`}>
                  {text(source.name)}
                </Link>{' '}
                <Code title={`${object.nativeName} · ${field.nativeName}`}>{`${object.nativeName}.${field.nativeName}`}</Code>
              </li>
            ))}
          </ul>
        ) : (
          <Quiet>
            {t('identity.carried-by-nobody')}{' '}
            <Link className={classes.link} to={`/e/${engagementId}/record/${rule.attribute}`}>
              {t('identity.map-it')}
            </Link>
          </Quiet>
        )}
      </InspectorSection>
      <InspectorSection title={t('identity.strength')}>
        <SegmentedControl
          fullWidth
          aria-label={t('identity.strength')}
          value={rule.strength}
          disabled={readOnly}
          onChange={(strength) => change({ strength: strength as IdentityRule['strength'] })}
          data={strengths.map((value) => ({ value, label: t(`identity.strength.${value}`) }))}
        />
        <Quiet>{t(`identity.strength-says.${rule.strength}`)}</Quiet>
      </InspectorSection>
      <InspectorSection title={t('identity.owner')}>
        <SegmentedControl
          fullWidth
          aria-label={t('identity.owner')}
          value={owner}
          disabled={readOnly}
          onChange={(value) => change({ owner: value === 'person' ? undefined : (value as IdentityRule['owner']) })}
          data={identifierOwners.map((value) => ({ value, label: t(`identity.owner.${value}`) }))}
        />
        <Quiet>{t(`identity.owner-says.${owner}`)}</Quiet>
      </InspectorSection>
      {owner === 'person' && <LimitInput rule={rule} disabled={readOnly} onChange={(limit, window) => change({ limit, window }, 'limit')} />}

      <Select
        label={t('identity.normaliser')}
        value={rule.normaliser ?? ''}
        disabled={readOnly}
        onChange={(value) => value !== null && change({ normaliser: value === '' ? undefined : (value as Normaliser) })}
        data={[{ value: '', label: byType }, ...normalisers.map((value) => ({ value, label: t(`identity.normaliser.${value}`) }))]}
        allowDeselect={false}
      />
      {isEmail && (
        <Checkbox
          label={t('identity.gmail-dots')}
          description={t('identity.gmail-dots-says')}
          checked={rule.ignoreGmailDots ?? false}
          disabled={readOnly}
          onChange={(event) => change({ ignoreGmailDots: event.currentTarget.checked || undefined })}
        />
      )}

      {owner === 'person' && <AtMost rule={rule} name={name} others={others} />}
      <BlockedValues key={rule.attribute} rule={rule} attribute={attribute} />

      <Button
        variant="subtle"
        color="pomegranate"
        size="compact-sm"
        w="fit-content"
        mt={8}
        disabled={readOnly}
        leftSection={<IconTrash size={15} />}
        onClick={() => {
          run({ key: 'identity.step.remove', params: { attribute } }, (e) => removeIdentifier(e, { attribute: rule.attribute }));
          onClose();
        }}
      >
        {t('identity.remove')}
      </Button>
    </Inspector>
  );
}
