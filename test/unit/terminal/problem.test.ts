import { describe, expect, it } from 'vitest';
import { Problem } from '../../../src/problem.ts';
import { renderNote, renderProblem, renderWarning } from '../../../src/terminal/problem.ts';
import { terminalStyle } from '../../support/samples.ts';

const style = terminalStyle({ columns: 40 });
const colored = terminalStyle({ color: 'always' });

describe('a problem', () => {
  it('is said with what to do now beneath it', () => {
    const problem = new Problem('not-found', 'there is no configuration EPR', 'did you mean ERP?');
    expect(renderProblem(problem, style)).toBe('error: there is no configuration EPR\n  did you mean ERP?\n');
  });

  it('without a hint is one line, never wrapped so that a path in it can be copied', () => {
    const problem = new Problem('store', 'the file /a/very/long/path/to/the/store.json is not JSON');
    expect(renderProblem(problem, style)).toBe(
      'error: the file /a/very/long/path/to/the/store.json is not JSON\n',
    );
  });

  it('has only its first word coloured, and no character that acts on the terminal', () => {
    const problem = new Problem('usage', 'bad \u{1b}[2J name\n', 'first\nsecond\u{202e}');
    expect(renderProblem(problem, colored)).toBe(
      '\u{1b}[31merror:\u{1b}[39m bad \\u{1b}[2J name\\u{a}\n  first\n  second\\u{202e}\n',
    );
  });
});

describe('notes and warnings', () => {
  it('a note is the text alone', () => {
    expect(renderNote('Created ERP.', style)).toBe('Created ERP.\n');
  });

  it('a warning says that it is one', () => {
    expect(renderWarning('the secret is short\u{7}', style)).toBe('warning: the secret is short\\u{7}\n');
  });
});
