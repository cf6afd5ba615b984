/** What a person sees in the terminal once Baton runs. */
import type { RunningServer } from './serve.ts';

export function banner({ url, setUpLink, standing }: Omit<RunningServer, 'close'>): string {
  const lines = [
    ['Inbox', `${url}/inbox`],
    ['Demo page', `${url}/demo`],
    ['API', `${url}/api/docs`],
    ['Database', standing === 'external' ? 'PostgreSQL at DATABASE_URL' : 'embedded PostgreSQL'],
  ];
  const table = lines.map(([name, what]) => `  ${name?.padEnd(10)} ${what}`).join('\n');
  const first =
    setUpLink === null
      ? ''
      : `\n  Begin here, once: open this link to create your workspace.\n  ${setUpLink}\n`;
  return `\nBaton is ready.\n\n${table}\n${first}\n  Ctrl-C stops it.\n\n`;
}
