/** Why a value cannot be accepted, and what would be right. Parsers return one instead of a value. */
export class Refusal {
  constructor(
    readonly message: string,
    readonly hint?: string,
  ) {}
}
