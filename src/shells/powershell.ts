import { fitting, kindOf, type Shell } from './completion.ts';

/**
 * PowerShell passes the words unquoted, except the last one, which only lost its opening quotation mark. It inserts the
 * answer unchanged in place of the whole word, so it is quoted here. Each line is what is inserted, what is
 * listed, and what it means. A dot precedes the last word, because older PowerShells drop empty arguments.
 */
export const powershell: Shell = {
  script: `Register-ArgumentCompleter -Native -CommandName jwtadm -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $words = @(
        $commandAst.CommandElements | Select-Object -Skip 1 |
            Where-Object { $_.Extent.EndOffset -lt $cursorPosition } |
            ForEach-Object {
                if ($_ -is [System.Management.Automation.Language.StringConstantExpressionAst]) { $_.Value }
                else { $_.Extent.Text }
            }
    )
    $word = $wordToComplete -replace '^["'']', ''
    $encoding = [Console]::OutputEncoding
    try {
        [Console]::OutputEncoding = [System.Text.UTF8Encoding]::new()
        $answer = @(& jwtadm __complete powershell '--' @words ".$word" 2>$null)
    } finally {
        [Console]::OutputEncoding = $encoding
    }
    if ($answer.Count -gt 1) {
        $answer | Select-Object -Skip 1 | ForEach-Object {
            $text, $listed, $about = $_ -split "\`t", 3
            [System.Management.Automation.CompletionResult]::new($text, $listed, 'ParameterValue', $about)
        }
    } elseif ($answer[0] -ne 'file') {
        # Without any result PowerShell offers files.
        ''
    }
}
`,
  installation: `For you, at the next start of a shell:
  Add-Content $PROFILE 'jwtadm completion powershell | Out-String | Invoke-Expression'`,
  lineOf: (args) => [...args.slice(0, -1), (args.at(-1) ?? '').slice(1)],
  answer(completion, args) {
    const word = (args.at(-1) ?? '').slice(1);
    const lines = fitting(completion, word).map(({ text, about }) =>
      [quoted(completion.kept + text), text, about || text].join('\t'),
    );
    return [kindOf(completion), ...lines].map((each) => `${each}\n`).join('');
  },
};

function quoted(text: string): string {
  if (/^[\p{L}\p{N}_./:=-]+$/u.test(text)) return text;
  // PowerShell also treats the typographic ones as single quotation marks.
  return `'${text.replaceAll(/['\u2018-\u201b]/g, '$&$&')}'`;
}
