import { Popover, UnstyledButton } from '@mantine/core';
import type { VendorAnalysis } from '../../../shared/checklist/gap-analysis';
import { type CostLine, type CostPart, costParts, type TotalCost } from '../../../shared/checklist/total-cost';
import { UserText } from '../../ui/isolate';
import { useWords } from '../../ui/words';
import { CostInputs } from './cost-inputs';
import classes from './cost-view.module.css';
import { useLineName, useMoney } from './cost-words';
import type { Place } from './heat-map';
import type { GapModel } from './use-gap';

type Props = { model: GapModel; onSelect: (place: Place) => void; onEdit: (vendor: string) => void };

type Row = { id: string; part: CostPart; of: string | undefined; name: string | undefined; cells: ReadonlyMap<string, CostLine> };

/** Every line of every bill. Each amount opens what it was reckoned from. */
export function CostTable({ model, onSelect, onEdit }: Props) {
  const { t } = useWords();
  const money = useMoney();
  const rows = useRows(model);
  const priced = model.vendors.filter(({ cost }) => cost !== undefined);
  const summary = (key: string, label: string, amountOf: (one: VendorAnalysis) => number | undefined) => (
    <tr key={key} data-sum={key}>
      <th scope="row">{label}</th>
      {priced.map((one) => (
        <td key={one.vendor.id}>
          <bdi>{money.whole(amountOf(one) ?? 0)}</bdi>
        </td>
      ))}
    </tr>
  );
  const years = Math.max(0, ...priced.map(({ cost }) => cost?.years ?? 0));
  return (
    <div className={classes.tableBox}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('gap.cost.line')}</th>
            {priced.map(({ vendor }) => (
              <th scope="col" key={vendor.id}>
                <UserText>{vendor.name}</UserText>
                {vendor.role === 'current' && <small>{t('gap.today')}</small>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, part, of, name, cells }) => (
            <tr key={id}>
              <th scope="row">
                <i className={classes.swatch} data-part={part} aria-hidden />
                {t(`gap.cost.part.${part}`)}
                {name && (
                  <span className={classes.of}>
                    <UserText>{name}</UserText>
                  </span>
                )}
              </th>
              {priced.map(({ vendor, cost }) => {
                const line = cells.get(vendor.id);
                return (
                  <td key={vendor.id}>
                    {line ? (
                      <Popover width={360} position="bottom-end" shadow="md" radius="md" withinPortal trapFocus>
                        <Popover.Target>
                          <UnstyledButton
                            className={classes.amount}
                            aria-label={t('gap.cost.inputs-of', {
                              what: [t(`gap.cost.part.${part}`), name].filter(Boolean).join(' · '),
                              vendor: vendor.name,
                              amount: money.whole(line.total),
                            })}
                          >
                            <bdi>{money.whole(line.total)}</bdi>
                          </UnstyledButton>
                        </Popover.Target>
                        <Popover.Dropdown>
                          <CostInputs model={model} vendor={vendor} line={line} onSelect={onSelect} onEdit={onEdit} />
                        </Popover.Dropdown>
                      </Popover>
                    ) : (
                      <Absent isOpen={isOpen(cost, part, of)} onEdit={() => onEdit(vendor.id)} />
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
        <tfoot>
          {summary('once', t('gap.cost.once'), ({ cost }) => cost?.once)}
          {Array.from({ length: years }, (_, year) => summary(`year-${year}`, t('gap.cost.year', { year: year + 1 }), ({ cost }) => cost?.perYear[year]))}
          {summary('total', t('gap.cost.total', { years }), ({ cost }) => cost?.total)}
        </tfoot>
      </table>
    </div>
  );
}

/** Nothing to pay, or nobody knows: two different things. */
function Absent({ isOpen: open, onEdit }: { isOpen: boolean; onEdit: () => void }) {
  const { t } = useWords();
  if (!open) return <span className={classes.none}>–</span>;
  return (
    <UnstyledButton className={classes.open} title={t('gap.cost.not-known')} aria-label={t('gap.cost.not-known')} onClick={onEdit}>
      ?
    </UnstyledButton>
  );
}

function isOpen(cost: TotalCost | undefined, part: CostPart, of: string | undefined): boolean {
  return (cost?.gaps ?? []).some((gap) => {
    switch (gap.kind) {
      case 'no-licence':
        return part === 'licence';
      case 'no-volume':
      case 'no-steps':
        return part === 'volume';
      case 'no-message-price':
      case 'uncounted-messages':
        return part === 'messages' && of === gap.channel;
      case 'no-fallback-price':
        return part === 'fallbacks' && of === gap.point;
      case 'no-price':
        return part === gap.part;
      default:
        return false;
    }
  });
}

/** Lines of the same meaning share a row; add-ons do by their name, as each offer has ids of its own. */
function useRows(model: GapModel): Row[] {
  const lineName = useLineName(model);
  const rows = new Map<string, Omit<Row, 'id' | 'cells'> & { cells: Map<string, CostLine> }>();
  for (const { vendor, cost } of model.vendors)
    for (const line of cost?.lines ?? []) {
      const name = lineName(line, vendor);
      // Two add-ons of one name in one offer are two rows.
      let id = `${line.part} ${name?.toLowerCase() ?? ''}`;
      while (rows.get(id)?.cells.has(vendor.id)) id += '+';
      const row = rows.get(id) ?? { part: line.part, of: line.of, name, cells: new Map() };
      row.cells.set(vendor.id, line);
      rows.set(id, row);
    }
  return [...rows].map(([id, row]) => ({ id, ...row })).sort((a, b) => costParts.indexOf(a.part) - costParts.indexOf(b.part));
}
