import { kindOf, type Shell } from './completion.ts';

/**
 * zsh passes the words unquoted. It filters by its own rules and quotes what it inserts, so the answer is every
 * offer as `_describe` reads them.
 */
export const zsh: Shell = {
  script: `#compdef jwtadm

_jwtadm() {
  local -a answer offers
  answer=("\${(@f)$(jwtadm __complete zsh -- "\${(@Q)words[2,CURRENT-1]}" "\${(Q)PREFIX}" 2>/dev/null </dev/null)}")
  offers=("\${(@)answer[3,-1]}")
  compset -p \${answer[2]:-0}
  case $answer[1] in
    file) _files ;;
    part) _describe -t values value offers -S '' ;;
    word) _describe -t values value offers ;;
  esac
}

if [[ $funcstack[1] == _jwtadm ]]; then
  _jwtadm "$@"
else
  compdef _jwtadm jwtadm
fi
`,
  installation: `For you, at the next start of a shell, behind compinit in ~/.zshrc:
  source <(jwtadm completion zsh)
Or into a folder of $fpath:
  jwtadm completion zsh > "\${fpath[1]}/_jwtadm"`,
  lineOf: (args) => args,
  answer(completion) {
    const offers = completion.offers.map(({ text, about }) => {
      const value = text.replaceAll(/[\\:]/g, '\\$&');
      return about === '' ? value : `${value}:${about}`;
    });
    const lines = [kindOf(completion), String(completion.kept.length), ...offers];
    return lines.map((each) => `${each}\n`).join('');
  },
};
