// Details a customer has already typed, found by their shape, so that nobody asks for them again.
// Shapes only (an address, a number with a name before it): wrong finds cost a teammate a glance,
// so a pattern that fires on ordinary prose has no place here.

export interface CollectedDetail {
  label: string;
  value: string;
}

const shapes: readonly { label: string; pattern: RegExp }[] = [
  { label: 'Email', pattern: /[\p{L}\d._%+-]{1,64}@(?:[\p{L}\d-]{1,63}\.){1,8}\p{L}{2,24}/gu },
  {
    label: 'Order number',
    pattern:
      /\b(?:order|bestellung|commande|pedido)(?:\s+(?:number|no\.?|nr\.?|id))?\s*[:#]?\s*([A-Z]{0,4}-?\d[\dA-Z-]{3,24})\b/giu,
  },
  {
    label: 'Invoice number',
    pattern:
      /\b(?:invoice|rechnung|facture|factura)(?:\s+(?:number|no\.?|nr\.?|id))?\s*[:#]?\s*([A-Z]{0,4}-?\d[\dA-Z-]{3,24})\b/giu,
  },
  {
    label: 'Serial number',
    pattern:
      /\b(?:serial|s\/n)(?:\s+(?:number|no\.?))?\s*(?:is\s+)?[:#]?\s*([A-Z]{0,6}-?\d[\dA-Z-]{4,30})\b/giu,
  },
  { label: 'Phone', pattern: /(?<![\p{L}\d-])\+\d[\d ().-]{7,18}\d(?![\p{L}\d])/gu },
];

/** What the customer's texts hold, first found first, each value once. At most twelve. */
export function collectedDetails(texts: readonly string[]): CollectedDetail[] {
  const found = new Map<string, CollectedDetail>();
  for (const text of texts) {
    for (const { label, pattern } of shapes) {
      for (const match of text.slice(0, 20_000).matchAll(pattern)) {
        const value = (match[1] ?? match[0]).trim();
        found.set(`${label}\n${value.toLowerCase()}`, { label, value });
      }
    }
  }
  return [...found.values()].slice(0, 12);
}
