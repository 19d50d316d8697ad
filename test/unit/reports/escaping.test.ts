import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeUnprintable } from '../../../src/domain/unprintable.ts';
import { fileUri } from '../../../src/reports/file-uri.ts';
import { markdownText } from '../../../src/reports/markdown-text.ts';
import { workflowCommand } from '../../../src/reports/workflow-command.ts';
import { xmlText } from '../../../src/reports/xml-text.ts';
import { hostileText } from '../../support/hostile-text.ts';
import { commandsIn, textsIn } from '../../support/report-schemas.ts';

describe('text in XML', () => {
  it('is read as the same text, escaped, in an element and in an attribute', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const xml = `<a b="${xmlText(text)}">${xmlText(text)}</a>`;
        const shown = escapeUnprintable(text)
          .replaceAll('\ufffe', '\\u{fffe}')
          .replaceAll('\uffff', '\\u{ffff}');
        expect([textsIn(xml, '/a/@b'), textsIn(xml, '/a')]).toEqual([[shown], [shown]]);
      }),
    );
  });

  it('has no markup, no end of a section, and no character that XML forbids', () => {
    expect(xmlText('<a b="c">]]>&amp;\0\ud800\uffff')).toBe(
      '&lt;a b=&quot;c&quot;&gt;]]&gt;&amp;amp;\\u{0}\\u{d800}\\u{ffff}',
    );
  });
});

describe('a workflow command', () => {
  it('escapes what ends its data, and in a property what ends that, too', () => {
    const line = workflowCommand('error', { file: 'a,b:c%\n.json', line: 3, title: undefined }, [
      '50%',
      'x: y, z',
    ]);
    expect(line).toBe('::error file=a%2Cb%3Ac%25\\u{a}.json,line=3::50%25%0Ax: y, z\n');
  });

  it('is one command whatever its texts are, and is read as they are', () => {
    fc.assert(
      fc.property(hostileText, fc.array(hostileText, { maxLength: 3 }), (title, message) => {
        expect(commandsIn(workflowCommand('warning', { title }, message))).toEqual([
          {
            name: 'warning',
            properties: { title: escapeUnprintable(title) },
            message: message.map(escapeUnprintable).join('\n'),
          },
        ]);
      }),
    );
  });
});

describe('text in Markdown', () => {
  it('is no markup', () => {
    expect(markdownText('a|b `c` <d> [e](f) @g *h*\n')).toBe(
      'a\\|b \\`c\\` \\<d\\> \\[e\\]\\(f\\) \\@g \\*h\\*\\\\u\\{a\\}',
    );
  });

  it('has a backslash before every punctuation, and none else', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const escaped = markdownText(text);
        expect(escaped.replaceAll(/\\([!-/:-@[-`{-~])/g, '')).not.toMatch(/[!-/:-@[-`{-~]/);
        expect(escaped.replaceAll(/\\([!-/:-@[-`{-~])/g, '$1')).toBe(escapeUnprintable(text));
      }),
    );
  });
});

describe('a file of a report', () => {
  it('is a reference below the root of the source, or a URI where it is absolute', () => {
    expect(fileUri('sso/my stores/50%#?.json')).toEqual({
      uri: 'sso/my%20stores/50%25%23%3F.json',
      uriBaseId: '%SRCROOT%',
    });
    expect(fileUri('/srv/a b.json')).toEqual({ uri: 'file:///srv/a%20b.json' });
  });
});
