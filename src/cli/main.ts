#!/usr/bin/env node
import { run } from './run';

const { stdout } = process;
void run(process.argv.slice(2), {
  out: (text) => { stdout.write(text); },
  error: (text) => { process.stderr.write(text); },
  hasColors: stdout.isTTY && !process.env.NO_COLOR,
  showsProgress: process.stderr.isTTY && !process.env.CI && process.env.TERM !== 'dumb',
}).then((code) => { process.exitCode = code; });
