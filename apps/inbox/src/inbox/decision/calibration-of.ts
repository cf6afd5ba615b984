/** Which calibration a stored record names; null where it names none. */
export function calibrationOf(record: unknown): string | null {
  if (typeof record !== 'object' || record === null || !('confidence' in record)) return null;
  const { confidence } = record;
  if (typeof confidence !== 'object' || confidence === null || !('calibration' in confidence)) {
    return null;
  }
  return typeof confidence.calibration === 'string' ? confidence.calibration : null;
}
