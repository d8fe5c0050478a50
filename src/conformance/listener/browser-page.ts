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
  [role="status"] strong { padding: 0 0.35rem; border-radius: 0.25rem; color: #fff; background: #1d6b38; }
  [role="status"] strong.bad { background: #b3261e; }
  ol { padding: 0; list-style: none; margin-top: 1rem; }
  li { display: grid; grid-template-columns: 5rem 1fr; gap: 0.75rem; padding: 0.25rem 0; border-top: 1px solid GrayText; overflow-wrap: anywhere; }
  li code { font: 0.875rem/1.7 ui-monospace, monospace; }
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
<ol aria-label="Failed cases"></ol>
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
  const counts = { pass: 0, fail: 0, nonStrict: 0, informational: 0, unimplemented: 0 };
  bar.max = count;
  const work = async () => {
    while (next <= count) {
      const index = next++;
      const query = "?case=" + index + "&agent=" + encodeURIComponent(agent);
      await echo("/runCase" + query);
      const { id } = JSON.parse(await question("/getCaseInfo?case=" + index));
      const { verdict, reason } = JSON.parse(await question("/getCaseStatus" + query));
      done++;
      if (verdict in counts) counts[verdict]++;
      if (verdict === "fail") show(index, id, reason);
      bar.value = done;
      line.textContent = done + " of " + count + " cases, " + counts.fail + " failed";
    }
  };
  await Promise.all(Array.from({ length: Math.min(jobs, count) }, work));
  await question("/updateReports?agent=" + encodeURIComponent(agent) + (wanted.has("stop") ? "&shutdownOnComplete=true" : ""));
  tellResult(count, counts);
  document.title = "done: " + done + " cases, " + counts.fail + " failed";
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

/** The overall result, and how many cases have which verdict. */
function tellResult(count, counts) {
  const overall = document.createElement("strong");
  overall.textContent = counts.fail === 0 ? "PASS" : "FAIL";
  overall.className = counts.fail === 0 ? "" : "bad";
  const names = { pass: "passed", fail: "failed", nonStrict: "non-strict", informational: "informational", unimplemented: "unimplemented" };
  const parts = Object.keys(names).filter((verdict) => counts[verdict] > 0).map((verdict) => counts[verdict] + " " + names[verdict]);
  line.replaceChildren(overall, " All " + count + " cases are done: " + parts.join(", ") + ". wsrig has written the report.");
}

/** A failed case with its sentence, in the order of the cases. */
function show(index, id, reason) {
  const item = document.createElement("li");
  const name = document.createElement("code");
  name.textContent = id;
  item.value = index;
  item.append(name, reason);
  const next = [...list.children].find((other) => other.value > index);
  list.insertBefore(item, next || null);
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
