// A list that grows at its end and loses its oldest, both in constant time on average. Places count on: the first one that is
// left has the place that it always had.

/** See the file's first line. */
export class RowQueue<Row> {
  #rows: Row[] = [];
  /** Of `#rows`: what is before it is gone, and cut off now and then. */
  #head = 0;
  #first = 0;

  /** The place of the oldest one that is left; {@link end} when there is none. */
  get first(): number {
    return this.#first;
  }

  /** The place that the next one will have. */
  get end(): number {
    return this.#first + this.length;
  }

  get length(): number {
    return this.#rows.length - this.#head;
  }

  /** What is at a place; `undefined` where nothing is. */
  at(place: number): Row | undefined {
    return place < this.#first ? undefined : this.#rows[place - this.#first + this.#head];
  }

  /** Oldest first. */
  *[Symbol.iterator](): Generator<Row> {
    for (let place = this.#head; place < this.#rows.length; place += 1) yield this.#rows[place] as Row;
  }

  push(row: Row): void {
    this.#rows.push(row);
  }

  /** Takes the oldest away. */
  shift(): Row | undefined {
    if (this.length === 0) return undefined;
    const row = this.#rows[this.#head];
    this.#head += 1;
    this.#first += 1;
    // At most as many are moved as were taken away since the last time.
    if (this.#head >= 1_024 && this.#head * 2 >= this.#rows.length) {
      this.#rows = this.#rows.slice(this.#head);
      this.#head = 0;
    }
    return row;
  }

  /** Puts one in at a place, before what is there; the places behind it move by one. For the few that come late. */
  insert(place: number, row: Row): void {
    this.#rows.splice(Math.min(Math.max(place - this.#first, 0), this.length) + this.#head, 0, row);
  }

  /** Takes all away; places count on. */
  clear(): void {
    this.#first = this.end;
    this.#rows = [];
    this.#head = 0;
  }

  /** The first place whose row is at or behind `number`, which rows have in rising order; {@link end} when none is. */
  placeFrom(number: number, numberOf: (row: Row) => number): number {
    let low = this.#head;
    let high = this.#rows.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const row = this.#rows[middle];
      if (row !== undefined && numberOf(row) < number) low = middle + 1;
      else high = middle;
    }
    return low - this.#head + this.#first;
  }
}
