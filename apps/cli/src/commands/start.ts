/** `baton start`: becomes the server, in this process, as `npm start` does. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Command, Failure } from '../command.ts';
import { noMoreThan, textOption } from '../terminal/arguments.ts';

export const start: Command = {
  help: `baton start [--port 3000] [--data ./data]

Prints the addresses when it is ready; Ctrl-C stops it. npm start also installs and builds.

  --port PORT       where to listen; PORT does the same
  --data FOLDER     where the data lies; BATON_DATA does the same`,
  options: { port: { type: 'string' }, data: { type: 'string' } },

  async run(args) {
    noMoreThan(args, 0);
    const port = textOption(args, 'port');
    const data = textOption(args, 'data');
    if (port !== undefined) process.env['PORT'] = port;
    if (data !== undefined) process.env['BATON_DATA'] = resolve(data);
    // From apps/cli/dist, where this runs.
    const server = new URL('../../server/dist/main.js', import.meta.url);
    if (!existsSync(server)) throw new Failure('The server is not built yet. Run: npm run build');
    await import(server.href);
    return null;
  },
};
