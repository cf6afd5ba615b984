import { Field } from '../../design/field.tsx';

const usual = ['USD', 'EUR', 'GBP', 'CHF', 'JPY', 'CAD', 'AUD', 'SEK', 'DKK', 'NOK', 'PLN', 'CZK'];
const more = ['INR', 'BRL', 'MXN', 'CNY', 'KRW', 'SGD', 'ILS', 'TRY', 'ZAR', 'NZD', 'HUF', 'RON'];
const names = new Intl.DisplayNames('en', { type: 'currency' });

/** The one currency of prices, limit and everything counted. */
export function CurrencyField({
  currency,
  hint,
  onChange,
}: {
  currency: string;
  hint: string;
  onChange: (currency: string) => void;
}) {
  const all = [...usual, ...more];
  return (
    <Field label="Currency" hint={hint}>
      {(control) => (
        <select
          {...control}
          value={currency}
          onChange={(event) => onChange(event.target.value)}
          className="field"
        >
          {(all.includes(currency) ? all : [currency, ...all]).map((code) => (
            <option key={code} value={code}>
              {code}, {names.of(code)}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
