"""Goes through all cases of a conformance listener with the Python library `websockets`: URL AGENT JOBS."""

import asyncio
import sys
from urllib.parse import quote

from websockets.asyncio.client import connect

url, agent, jobs = sys.argv[1:4]
agent = quote(agent)


async def visit(target, echoes):
    """What came last; the connection's end, whatever it is, is the end of the case."""
    message = ""
    try:
        async with connect(url + target, max_size=32 * 1024 * 1024, proxy=None) as connection:
            async for message in connection:
                if echoes:
                    await connection.send(message)
    except Exception:  # Whatever the library makes of what it got is for the listener to judge.
        pass
    return message


async def work(indexes):
    for index in indexes:
        await visit(f"/runCase?case={index}&agent={agent}", echoes=True)


async def main():
    count = int(await visit("/getCaseCount", echoes=False))
    indexes = iter(range(1, count + 1))
    await asyncio.gather(*(work(indexes) for _ in range(int(jobs))))
    await visit(f"/updateReports?agent={agent}", echoes=False)


asyncio.run(main())
