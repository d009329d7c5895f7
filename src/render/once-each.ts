/** Makes a function return the same result for the same arguments, so that results can be told apart. */
export function onceEach<Given extends unknown[], Result>(
  make: (...given: Given) => Result,
): (...given: Given) => Result {
  const made: { readonly given: Given; readonly result: Result }[] = [];
  return (...given) => {
    const known = made.find((one) => one.given.every((value, index) => value === given[index]));
    if (known !== undefined) return known.result;
    const result = make(...given);
    made.push({ given, result });
    return result;
  };
}
