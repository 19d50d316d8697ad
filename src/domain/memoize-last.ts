/**
 * The function, which gives its last answer again while it is asked about the same. Of many tokens in a row most have the
 * same configuration, header and key: what is known of these is made once, and known again by being the same object.
 * The function must depend on its arguments alone, and nobody may change its answer.
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
