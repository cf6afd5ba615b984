// A help centre so small that a small model's context holds it.

export const helpPages = [
  {
    title: 'Reset your lamp',
    text: 'Hold the button on the base for ten seconds until the light blinks twice. The lamp forgets its Wi-Fi network and its schedules.',
  },
  {
    title: 'Warranty',
    text: 'Every lamp has a warranty of two years from the day of delivery. Batteries are covered for six months.',
  },
  {
    title: 'Delivery',
    text: 'Delivery costs 4 euros and takes two to four working days. Orders above 60 euros are delivered free of charge.',
  },
  {
    title: 'Returns',
    text: 'You can return a lamp within 30 days. Write to us first and we send you a label. Refunds arrive within five days of its arrival.',
  },
  {
    title: 'Pair a remote control',
    text: 'Press the button on the lamp and the plus key on the remote control at the same time for three seconds.',
  },
  {
    title: 'Clean the lamp',
    text: 'Unplug the lamp and let it cool. Wipe the shade with a dry cloth. Never use water on the base.',
  },
];
