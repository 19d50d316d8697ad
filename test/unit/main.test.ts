import { describe, expect, it } from 'vitest';
import { bugReport } from '../../src/main.ts';

const REPORT = 'please report this line, the command and its flags, but no secret or token\n';

function errorWithStack(message: string, stack: string): Error {
  return Object.assign(new TypeError(message), { stack });
}

describe('the report of a bug', () => {
  it('names the kind of error and the file and line of its topmost frame', () => {
    const error = errorWithStack(
      'boom',
      'TypeError: boom\n    at f (file:///opt/x/cli.js:12:34)\n    at main.js:1:1',
    );
    expect(bugReport(error)).toBe(`error: a bug in jwtadm (TypeError at cli.js:12:34); ${REPORT}`);
  });

  it('says nothing of the message, even if it looks like frames', () => {
    const message = 'secret\n    at hunter2.js:1:1';
    const error = errorWithStack(message, `TypeError: ${message}\n    at g (/opt/x/cli.js:5:6)`);
    expect(bugReport(error)).toBe(`error: a bug in jwtadm (TypeError at cli.js:5:6); ${REPORT}`);
  });

  it('leaves the place out when the stack does not tell message and frames apart', () => {
    const error = errorWithStack('changed later', 'TypeError: hunter2\n    at hunter2.js:1:1');
    expect(bugReport(error)).toBe(`error: a bug in jwtadm (TypeError); ${REPORT}`);
  });

  it('says what kind of thing was thrown when it is no error', () => {
    expect(bugReport('hunter2')).toBe(`error: a bug in jwtadm (string); ${REPORT}`);
  });
});
