import type { UsageReport } from '@baton/protocol';
import { money, short } from './amounts.ts';
import { purposeWords } from './purpose-words.ts';

/** The month by what the model was called for, the dearest first. */
export function ByPurpose({ usage: { purposes, currency, total } }: { usage: UsageReport }) {
  // Without prices tokens say where it went.
  const free = total.cost === 0;
  const size = ({ cost, inputTokens, outputTokens }: UsageReport['total']) =>
    free ? inputTokens + outputTokens : cost;
  const most = size(total);
  const shown = purposes
    .filter(({ calls }) => calls > 0)
    .toSorted((a, b) => size(b) - size(a) || b.calls - a.calls);
  return (
    <table className="w-full text-small">
      <thead>
        <tr className="text-left text-ink-soft">
          <th className="pb-1.5 font-medium">Purpose</th>
          <th className="w-1/4 pb-1.5 font-medium max-md:hidden">
            <span className="sr-only">Share</span>
          </th>
          <th className="pb-1.5 pl-3 text-right font-medium">Calls</th>
          <th className="pb-1.5 pl-3 text-right font-medium">Tokens</th>
          <th className="pb-1.5 pl-3 text-right font-medium">Cost</th>
        </tr>
      </thead>
      <tbody>
        {shown.map((one) => (
          <tr key={one.purpose} className="border-t border-line">
            <td className="py-2 pr-3 text-base">
              {purposeWords[one.purpose] ?? one.purpose}
              {one.failed > 0 && (
                <span className="block text-small text-ink-soft">{short(one.failed)} failed</span>
              )}
            </td>
            <td aria-hidden className="py-2 max-md:hidden">
              <span className="block h-1.5 overflow-hidden rounded-full bg-sunken">
                <span
                  className="block h-full rounded-full bg-accent"
                  style={{ width: `${most > 0 ? (size(one) / most) * 100 : 0}%` }}
                />
              </span>
            </td>
            <td className="py-2 pl-3 text-right tabular-nums">{short(one.calls)}</td>
            <td className="py-2 pl-3 text-right tabular-nums">
              {short(one.inputTokens + one.outputTokens)}
            </td>
            <td className="py-2 pl-3 text-right tabular-nums">{money(one.cost, currency)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
