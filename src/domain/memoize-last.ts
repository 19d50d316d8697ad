/**
 * Memoizes the last answer of a function while its arguments stay the same. Most tokens in a row share a
 * configuration, header and key, so that values derived from them are computed once; arguments are compared by
 * identity. The function must depend on its arguments alone, and callers must not change its answer.
 */
export function memoizeLast<One, Answer>(answer: (one: One) => Answer): (one: One) => Answer;
export function memoizeLast<One, Other, Answer>(
  answer: (one: One, other: Other) => Answer,
): (one: One, other: Other) => Answer;
export function memoizeLast<One, Other, Third, Answer>(
  answer: (one: One, other: Other, third: Third) => Answer,
): (one: One, other: Other, third: Third) => Answer;
export function memoizeLast(
  answer: (one: unknown, other: unknown, third: unknown) => unknown,
): (one: unknown, other: unknown, third: unknown) => unknown {
  let last: { one: unknown; other: unknown; third: unknown; answer: unknown } | undefined;
  // Not a list of arguments, which would be made and compared for each token.
  return (one, other, third) => {
    if (!last || last.one !== one || last.other !== other || last.third !== third) {
      last = { one, other, third, answer: answer(one, other, third) };
    }
    return last.answer;
  };
}
