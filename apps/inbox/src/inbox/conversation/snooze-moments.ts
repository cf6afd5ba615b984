/** When one usually wants to see a conversation again. Pure; local time. */
export type SnoozeChoice = { label: string; until: Date };

export function snoozeChoices(now: Date): SnoozeChoice[] {
  const at = (days: number, hour: number) => {
    const moment = new Date(now);
    moment.setDate(moment.getDate() + days);
    moment.setHours(hour, 0, 0, 0);
    return moment;
  };
  const inHours = (hours: number) => new Date(now.getTime() + hours * 3_600_000);
  const evening = at(0, 17);
  const untilMonday = (8 - now.getDay()) % 7 || 7;
  return [
    { label: 'In one hour', until: inHours(1) },
    { label: 'In three hours', until: inHours(3) },
    ...(evening.getTime() - now.getTime() > 4 * 3_600_000
      ? [{ label: 'This afternoon', until: evening }]
      : []),
    { label: 'Tomorrow morning', until: at(1, 9) },
    ...(untilMonday > 1 && untilMonday < 7
      ? [{ label: 'Next Monday', until: at(untilMonday, 9) }]
      : []),
    { label: 'In a week', until: at(7, 9) },
  ];
}
