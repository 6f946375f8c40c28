/** The attribute that holds it: the platform gives it to whomever it makes a record of, unless a source is mapped to it. */
export const customerIdAttribute = 'customer-id';

/** A customer's number as everybody outside sees it. */
export function customerId(n: number): string {
  return `c${n}`;
}

/** Number of a customer from the id the API shows; undefined when it is none. */
export function customerNumber(id: string): number | undefined {
  const digits = /^c([1-9]\d{0,14})$/.exec(id)?.[1];
  return digits === undefined ? undefined : Number(digits);
}
