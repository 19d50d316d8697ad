import { type OpenQuote, readBashLine } from './bash-line.ts';
import { fitting, kindOf, type Shell } from './completion.ts';

/**
 * bash passes the line up to the cursor and the part of it that the answer replaces. That part begins after the last `=` or
 * `:` of a word, or after its opening quotation mark. bash inserts the answer unchanged, so it is quoted here.
 */
export const bash: Shell = {
  script: `_jwtadm() {
  local line
  COMPREPLY=()
  {
    read -r line
    case $line in
      file) compopt -o default ;;
      part) compopt -o nospace ;;
    esac 2>/dev/null
    while IFS= read -r line; do COMPREPLY+=("$line"); done
  } < <(jwtadm __complete bash -- "\${COMP_LINE:0:COMP_POINT}" "$2" 2>/dev/null </dev/null)
}
complete -F _jwtadm jwtadm
`,
  installation: `For you, at the next start of a shell:
  echo 'source <(jwtadm completion bash)' >> ~/.bashrc
For everybody, with bash-completion:
  jwtadm completion bash > /etc/bash_completion.d/jwtadm`,
  lineOf([line = '']) {
    const { words, last } = readBashLine(line);
    return [...words.slice(1), last.text];
  },
  answer(completion, [line = '', replaced = '']) {
    const { last } = readBashLine(line);
    const before = readBashLine(line.slice(0, line.length - replaced.length)).last;
    const quoted = fitting(completion, last.text).flatMap(({ text }) => {
      const rest = (completion.kept + text).slice(before.text.length);
      return quotedWithin(rest, last.quote) ?? [];
    });
    return [kindOf(completion), ...quoted].map((each) => `${each}\n`).join('');
  },
};

/** Text that continues a quotation, or is outside one; undefined if it cannot be written there. */
function quotedWithin(text: string, quote: OpenQuote): string | undefined {
  if (quote === "'") return text.includes("'") ? undefined : text;
  if (quote === '') return text.replaceAll(/[^\p{L}\p{M}\p{N}_@%+=:,./-]/gu, '\\$&');
  // Between double quotes "!" cannot be escaped: it would expand to an earlier command.
  return text.includes('!') ? undefined : text.replaceAll(/["$`\\]/g, '\\$&');
}
