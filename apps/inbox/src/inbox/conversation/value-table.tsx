/** Labels and values, as they were given: a neat table that wraps long values. */
export function ValueTable({
  label,
  values,
}: {
  /** Spoken name. */
  label: string;
  values: readonly { label: string; value: string }[];
}) {
  return (
    <dl
      aria-label={label}
      className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-base"
    >
      {values.map((one) => (
        <div key={one.label} className="col-span-2 grid grid-cols-subgrid">
          <dt className="text-ink-soft">{one.label}</dt>
          <dd className="font-medium break-words" dir="auto">
            {one.value}
          </dd>
        </div>
      ))}
    </dl>
  );
}
