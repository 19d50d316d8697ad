import { kindOf, type Shell } from './completion.ts';

/**
 * fish passes the words unquoted, except the last one, which is as typed. It filters by its own rules and quotes what it
 * inserts in place of the whole word, so the answer is every offer.
 */
export const fish: Shell = {
  script: `function __jwtadm_complete
    set -l words (commandline -opc)
    set -l word (commandline -ct)
    set -l answer (jwtadm __complete fish -- $words[2..-1] "$word" 2>/dev/null </dev/null)
    if test "$answer[1]" = file
        set -l kept "$answer[2]"
        set -l path (string sub --start (math 1 + (string length -- "$kept")) -- "$word")
        string join -- \\n "$kept"(__fish_complete_path "$path")
    else
        string join -- \\n $answer[3..-1]
    end
end

complete --command jwtadm --erase
complete --command jwtadm --no-files --arguments '(__jwtadm_complete)'
`,
  installation: `For you:
  jwtadm completion fish > ~/.config/fish/completions/jwtadm.fish`,
  lineOf: (args) => [...args.slice(0, -1), (args.at(-1) ?? '').replace(/^["']/, '')],
  answer(completion) {
    const { kept, offers } = completion;
    const lines = [
      kindOf(completion),
      kept,
      ...offers.map(({ text, about }) => `${kept}${text}${about === '' ? '' : `\t${about}`}`),
    ];
    return lines.map((each) => `${each}\n`).join('');
  },
};
