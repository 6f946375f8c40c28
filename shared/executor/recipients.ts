/** Who is written to while a channel is only tried out. */

/** Whether a recipient is on the list: the same address or number however it is written, or anybody at a domain (`@shop.example`). */
export function isAllowed(recipient: string, allowed: readonly string[]): boolean {
  const wanted = folded(recipient);
  return allowed.some((one) => {
    const entry = folded(one);
    return entry.startsWith('@') ? wanted.endsWith(entry) : entry === wanted;
  });
}

function folded(recipient: string): string {
  const plain = recipient.trim().toLowerCase();
  return plain.includes('@') ? plain : plain.replace(/[\s().-]/g, '');
}
