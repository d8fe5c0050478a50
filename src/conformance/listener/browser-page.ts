// The page that drives a browser's own WebSocket through all cases of a listener.

/**
 * The page, whole and without anything to load.
 *
 * `/?agent=NAME&jobs=N&run` starts by itself; without `run` a button does. At its end the page asks for the reports
 * (`/updateReports`, with `shutdownOnComplete` for `&stop`) and its title says `done`.
 */
export const browserPage = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self' ws: wss:; form-action 'none'; base-uri 'none'">
<title>wsrig: conformance of this browser</title>
<style>
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
  body { max-width: 44rem; margin: 2rem auto; padding: 0 1rem; }
  form { display: flex; flex-wrap: wrap; gap: 1rem; align-items: end; }
  label { display: grid; font-size: 0.875rem; }
  input { font: inherit; padding: 0.25rem 0.5rem; }
  input[name="jobs"] { width: 5rem; }
  button { font: inherit; padding: 0.3rem 1rem; }
  progress { width: 100%; height: 1rem; margin-top: 1rem; }
  ol { padding: 0; list-style: none; display: flex; flex-wrap: wrap; gap: 0.25rem; margin-top: 1rem; }
  li { font: 0.75rem/1.5 ui-monospace, monospace; padding: 0 0.35rem; border: 1px solid GrayText; border-radius: 0.25rem; }
  li.bad { background: #b3261e; border-color: #b3261e; color: #fff; font-weight: 600; }
</style>
</head>
<body>
<h1>Conformance of this browser</h1>
<p>The browser's own WebSocket echoes what the cases send. Verdicts are made by wsrig, which writes its report at the end.</p>
<form>
  <label>Name in the report <input name="agent" required maxlength="200"></label>
  <label>At a time <input name="jobs" type="number" min="1" max="64" value="8"></label>
  <button>Run all cases</button>
</form>
<progress value="0" max="1" aria-label="Cases done"></progress>
<p role="status">Ready.</p>
<ol></ol>
<script>
"use strict";
const form = document.forms[0];
const bar = document.querySelector("progress");
const line = document.querySelector("[role=status]");
const list = document.querySelector("ol");
const base = location.origin.replace(/^http/, "ws");
const wanted = new URLSearchParams(location.search);
form.agent.value = wanted.get("agent") || browserName();
if (wanted.has("jobs")) form.jobs.value = wanted.get("jobs");
form.addEventListener("submit", (event) => {
  event.preventDefault();
  void runAll(form.agent.value, Math.max(1, Number(form.jobs.value)));
});
if (wanted.has("run")) form.requestSubmit();

async function runAll(agent, jobs) {
  form.querySelector("button").disabled = true;
  list.replaceChildren();
  const count = Number(await question("/getCaseCount"));
  let next = 1;
  let done = 0;
  let bad = 0;
  bar.max = count;
  const work = async () => {
    while (next <= count) {
      const index = next++;
      const query = "?case=" + index + "&agent=" + encodeURIComponent(agent);
      await echo("/runCase" + query);
      const { id } = JSON.parse(await question("/getCaseInfo?case=" + index));
      const { behavior } = JSON.parse(await question("/getCaseStatus" + query));
      done++;
      if (behavior === "FAILED") {
        bad++;
        show(id + " " + behavior);
      }
      bar.value = done;
      line.textContent = done + " of " + count + " cases, " + bad + " failed";
    }
  };
  await Promise.all(Array.from({ length: Math.min(jobs, count) }, work));
  await question("/updateReports?agent=" + encodeURIComponent(agent) + (wanted.has("stop") ? "&shutdownOnComplete=true" : ""));
  line.textContent = "All " + count + " cases are done, " + bad + " failed in their behavior. wsrig has written the report.";
  document.title = "done: " + done + " cases, " + bad + " failed";
  form.querySelector("button").disabled = false;
}

/** Runs a case: everything comes back as it is; the connection's end, whatever it is, is the end of the case. */
function echo(target) {
  return new Promise((resolve) => {
    const socket = new WebSocket(base + target);
    socket.binaryType = "arraybuffer";
    socket.onmessage = ({ data }) => socket.send(data);
    socket.onclose = () => resolve();
  });
}

/** The one message that answers a target; undefined where there is none. */
function question(target) {
  return new Promise((resolve) => {
    const socket = new WebSocket(base + target);
    let answer;
    socket.onmessage = ({ data }) => { answer = data; };
    socket.onclose = () => resolve(answer);
  });
}

function show(text) {
  const item = document.createElement("li");
  item.className = "bad";
  item.textContent = text;
  list.append(item);
}

function browserName() {
  const found = /(Firefox|Edg|OPR|Chrome|Version)\\/(\\d+)/.exec(navigator.userAgent);
  const names = { Edg: "Edge", OPR: "Opera", Version: "Safari" };
  return found === null ? "browser" : (names[found[1]] || found[1]) + " " + found[2];
}
</script>
</body>
</html>
`;
