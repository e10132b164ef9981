/** Thrown where the first rules meet something that takes the others: the run is then made with all of them. */
export class NotAmongFirst extends Error {
  constructor(what: string) {
    super(`the first rules do not have ${what}`);
  }
}
