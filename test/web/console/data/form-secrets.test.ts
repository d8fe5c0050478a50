import { expect, test } from "vitest";
import { withoutClientSecrets } from "../../../../src/web/console/data/form-secrets.js";

test("edits of a client outlive the page without what is secret in headers and address", () => {
  const edits = {
    url: "ws://127.0.0.1:8080/?room=1",
    origin: "http://example.com",
    headers: [
      ["Authorization", "Bearer abc"],
      ["X-Room", "kitchen"],
      ["cookie", "id=1"],
      ["X-Api-Key", "abc"],
    ] as [string, string][],
  };
  expect(withoutClientSecrets(edits)).toEqual({ ...edits, headers: [["X-Room", "kitchen"]] });
  for (const url of ["ws://user:password@127.0.0.1/", "ws://127.0.0.1/?token=abc"]) {
    expect(withoutClientSecrets({ url, greeting: "hello" })).toEqual({ greeting: "hello" });
  }
});
