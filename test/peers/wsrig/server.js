// Our own reference server as `wsrig serve --conformance` runs it: `server.js ENGINE`. Its echo is at /echo.

import { startReferenceServer } from "wsrig";

const { url } = await startReferenceServer({ engine: process.argv[2], conformance: true });
console.log(`${url}/echo`);
