/** Line icons on a 24-pixel grid; they take the colour of the text around them. */
const paths = {
  chat: 'M12 3.5c-5 0-9 3.4-9 7.6 0 2.4 1.3 4.5 3.3 5.9L5.5 20.5l4-1.9c.8.2 1.6.2 2.5.2 5 0 9-3.4 9-7.7s-4-7.6-9-7.6Z',
  close: 'M6 6l12 12M18 6L6 18',
  down: 'M6 9.5l6 6 6-6',
  send: 'M12 19V5.5M6 11l6-6 6 6',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.5 20.5c.8-3.6 3.8-5.5 7.5-5.5s6.7 1.9 7.5 5.5',
  spark:
    'M12 3.5l1.9 5.3a2 2 0 0 0 1.3 1.3l5.3 1.9-5.3 1.9a2 2 0 0 0-1.3 1.3L12 20.5l-1.9-5.3a2 2 0 0 0-1.3-1.3L3.5 12l5.3-1.9a2 2 0 0 0 1.3-1.3L12 3.5Z',
  book: 'M12 6.5C10.5 5 8.3 4.5 4 4.5v13c4.3 0 6.5.5 8 2 1.5-1.5 3.7-2 8-2v-13c-4.3 0-6.5.5-8 2Zm0 0v13',
  external:
    'M14 4.5h5.5V10M19.5 4.5L11 13M18 14v4.5a1 1 0 0 1-1 1H5.5a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1H10',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  alert: 'M12 8v5M12 16.5h.01M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17Z',
  sound: 'M5 9.5v5h3l4 3.5V6L8 9.5H5ZM15.5 9a4 4 0 0 1 0 6M18 6.5a7.5 7.5 0 0 1 0 11',
  muted: 'M5 9.5v5h3l4 3.5V6L8 9.5H5ZM16 10l4 4M20 10l-4 4',
  /** Turned over, it points down. */
  thumb:
    'M7 10.5V20H4v-9.5h3Zm0 0 4-7c1.5 0 2.3 1.1 2 2.6l-.6 3.4H18a2 2 0 0 1 2 2.4l-1.3 6.5a2 2 0 0 1-2 1.6H7',
  mail: 'M4 6.5h16v11H4v-11Zm0 .5l8 6 8-6',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg
      class={`icon icon-${name}`}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      aria-hidden="true"
    >
      <path d={paths[name]} />
    </svg>
  );
}
