// Goes through all cases of a conformance listener as the drivers of the reference suite do; for clients in JavaScript,
// on any runtime: `CLIENT URL AGENT JOBS`.

/**
 * Asks how many cases there are, runs each once, `JOBS` at a time, and asks for the reports.
 *
 * @param visit - Opens a connection to the URL that it is given, calls `received(data, reply)` with each message (a
 *   string or bytes, and what sends it back) and resolves when the connection is over, however it ended.
 */
export async function runCases(visit) {
  const [url, agent, jobs] = globalThis.Deno?.args ?? globalThis.process.argv.slice(2);
  const name = encodeURIComponent(agent);
  const question = async (target) => {
    let answer = "";
    await visit(url + target, (data) => {
      answer = data;
    });
    return answer;
  };
  const count = Number(await question("/getCaseCount"));
  let next = 1;
  const work = async () => {
    while (next <= count) await visit(`${url}/runCase?case=${next++}&agent=${name}`, (_, reply) => reply());
  };
  await Promise.all(Array.from({ length: Number(jobs) }, work));
  await question(`/updateReports?agent=${name}`);
}
