// Names of the files of single cases, as the reference suite makes them, but never two cases in one file.

const longestAgent = 100;

/** Gives each peer a name of its own in file names. */
export class CaseFileNames {
  readonly #names = new Map<string, string>();
  readonly #taken = new Set<string>();

  /** `ws_8_case_1_1_1.json`: the peer in lower case, all but letters and digits as `_`; where that is taken by another peer, with a number. */
  nameOf(agent: string, caseId: string): string {
    return `${this.#agentName(agent)}_case_${caseId.replaceAll(".", "_")}.json`;
  }

  #agentName(agent: string): string {
    const known = this.#names.get(agent);
    if (known !== undefined) return known;
    const clean = agent
      .toLowerCase()
      .replace(/[^a-z0-9]/g, "_")
      .slice(0, longestAgent);
    let name = clean;
    for (let number = 2; this.#taken.has(name); number++) name = `${clean}_${number}`;
    this.#taken.add(name);
    this.#names.set(agent, name);
    return name;
  }
}
