#!/usr/bin/env node
// The door of the command line: the program itself is built into ../dist.

import { existsSync } from 'node:fs';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Baton needs Node 20.19 or newer; this is Node ${process.versions.node}.`);
  process.exit(1);
}

const program = new URL('../dist/main.js', import.meta.url);
if (!existsSync(program)) {
  console.error('The baton command is not built yet. In the Baton folder, run: npm run build');
  process.exit(1);
}

process.setSourceMapsEnabled(true);
await import(program.href);
