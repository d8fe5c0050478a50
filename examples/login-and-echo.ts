// A login over HTTP before the run; its token goes with every connection of ten virtual clients.
// wsrig run examples/login-and-echo.ts --url ws://127.0.0.1:8080/echo

import { scenario } from "wsrig";

const users = ["ann", "bob", "eve"];

export default scenario({
  name: "login-and-echo",
  description: "Ten clients, logged in once, each with its own name.",
  clients: 10,
  iterations: 2,

  // Once per run. The reference server has no accounts: /healthz stands for the login of your own service.
  async setup({ httpUrl, signal }) {
    const answer = await fetch(`${httpUrl}/healthz`, { signal });
    if (!answer.ok) throw new Error(`login answered ${answer.status}`);
    return { token: `token-${(await answer.text()).length}` };
  },

  async run(session) {
    const user = session.byClient(users);
    const connection = await session.connect({
      headers: [["Authorization", `Bearer ${session.data.token}`]],
    });

    const request = `${user} ${session.client}.${session.iteration}`;
    const sentAt = performance.now();
    connection.sendText(request);
    const reply = await connection.receiveText();
    session.trend("greeting_time", Math.round((performance.now() - sentAt) * 1_000), { user });
    session.counter("greetings");

    session.check("answers the client's own request", reply === request, {
      expected: request,
      received: reply,
    });
    await connection.close(1000);
  },

  async teardown(_data, { httpUrl, signal }) {
    await fetch(`${httpUrl}/healthz`, { signal });
  },
});
