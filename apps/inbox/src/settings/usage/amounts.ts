/** Money, tokens and time, as somebody reads them at a glance. Pure. */

/** "€12.40", "€0.0031": small amounts keep two digits that say something. */
export function money(amount: number, currency: string): string {
  const small = amount > 0 && amount < 0.01;
  return new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    ...(small
      ? { minimumSignificantDigits: 2, maximumSignificantDigits: 2 }
      : Number.isInteger(amount)
        ? { maximumFractionDigits: 0 }
        : {}),
  }).format(amount);
}

/** "840", "12.4k", "3.1M" */
export const short = (count: number): string =>
  count < 10_000
    ? count.toLocaleString('en')
    : new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 })
        .format(count)
        .replace('K', 'k');

/** "0.4 s", "12 s" */
export function seconds(milliseconds: number): string {
  const value = milliseconds / 1_000;
  if (value < 0.1) return `${Math.round(milliseconds)} ms`;
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} s`;
}

/** A month as the server counts it: "2026-11". */
export const monthOf = (at: number): string => new Date(at).toISOString().slice(0, 7);

export function monthAfter(month: string, by: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + by)).toISOString().slice(0, 7);
}

/** "November 2026" */
export const monthName = (month: string): string =>
  new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${month}-01T00:00:00Z`),
  );

/** A day of the month, told in UTC as it was counted: "12 Nov". */
export const dayOf = (day: string): string =>
  new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );
