/** The ERP as clerks fill it: one phone column, names in one field, short texts cut off. */
import { cities } from './names';
import type { Person } from './person';
import { products } from './products';
import type { Random } from './random';
import type { SampleRow } from './row';
import type { Timeline } from './timeline';
import { isoDay, phoneInErp, writtenEmail } from './written';

export function erpCode(person: Person, second = false): string {
  return `C${String(second ? 700_000 + person.index : 100_000 + person.index)}`;
}

export function rowsInErp(person: Person, { orders }: Timeline, random: Random): SampleRow[] {
  const rows: SampleRow[] = [];
  if (person.knownTo.has('erp')) {
    rows.push(customerRow(person, random, false));
    if (person.twiceInErp) rows.push(customerRow(person, random, true));
  }
  for (const order of orders) {
    if (!person.knownTo.has('erp')) break;
    rows.push({
      object: 'erp-order',
      row: {
        ORDNAME: order.number,
        // The web shop's number, where the interface brought it over; now and then a clerk typed the order in by hand.
        BOOKNUM: order.webId !== undefined && random.chance(0.97) ? String(order.webId) : null,
        CURDATE: `${isoDay(order.at)}T00:00:00+02:00`,
        ORDSTATUSDES: order.status === 'cancelled' ? 'מבוטלת' : order.status === 'refunded' ? 'זוכתה' : 'סופקה',
        TOTPRICE: order.total,
        BRANCHNAME: order.branch,
        CUSTNAME: erpCode(person, person.twiceInErp && random.chance(0.3)),
      },
    });
    for (const line of order.lines)
      rows.push({ object: 'erp-order-item', row: { PARTNAME: line.product.sku, TQUANT: line.quantity, PRICE: line.price, ORDNAME: order.number } });
  }
  return rows;
}

function customerRow(person: Person, random: Random, second: boolean): SampleRow {
  const name = person.company?.he ?? (random.chance(0.7) ? `${person.last.he} ${person.first.he}` : `${person.first.he} ${person.last.he}`);
  const email = writtenEmail(person.email, random, 0.22);
  return {
    object: 'erp-customer',
    row: {
      CUSTNAME: erpCode(person, second),
      CUSTDES: person.kind === 'test' ? random.pick(['בדיקה', 'לקוח בדיקה', 'טסט טסט', 'לקוח מזדמן']) : name.slice(0, 48),
      PHONE: phoneInErp(person, random),
      EMAIL: email === null ? null : cutEmail(email),
      ADDRESS: random.chance(0.12) ? '' : person.street,
      STATE: random.chance(0.08) ? random.weighted(cities).he : person.city.he,
      ZIP: random.chance(0.4) ? null : String(person.city.postal + (person.household % 900)),
      COUNTRYNAME: random.weighted([
        [84, 'ישראל'],
        [8, 'Israel'],
        [4, 'IL'],
        [4, ''],
      ]),
      CTYPENAME: person.company ? 'עסקי' : random.chance(0.06) ? '' : 'פרטי',
      CREATEDDATE: `${isoDay(person.since)}T00:00:00+02:00`,
      AGENTNAME: person.company ? random.pick(['רות שגב', 'עמית ניר', 'הדס בר']) : null,
      MCUSTNAME: person.company ? `B${String(1000 + (person.household % 400))}` : null,
    },
  };
}

/** Forty-eight characters is all the column holds; what is left of a cut address never ends as somebody's real domain. */
function cutEmail(email: string): string {
  return email.length <= 48 ? email : email.slice(0, 48).replace(/(@[^.]*)\..*$/, '$1.');
}

/** The catalogue of goods, once. */
export function stockRows(): SampleRow[] {
  return products.map((product, n) => ({
    object: 'erp-product',
    row: { PARTDES: product.name, FAMILYDES: product.family, 'LOGCOUNTERS_SUBFORM.BALANCE': n % 9 === 4 ? 0 : (n * 37) % 180, PARTNAME: product.sku },
  }));
}
