// Requests to the server: JSON in, JSON or a stream of events out.

/** An answer that says why there is none; `retryAfter` is in seconds, if trying again makes sense. */
export class Refused extends Error {
  constructor(status, error) {
    super(error?.message ?? `the server answered ${status}`);
    this.status = status;
    this.retryAfter = error?.retry_after_s ?? null;
  }
}

async function refusal(response) {
  let found = null;
  try {
    found = (await response.json()).error ?? null;
  } catch {
    // not from our server: a proxy in between
  }
  return new Refused(response.status, found);
}

const json = (fields) => ({
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify(fields),
});

/** The JSON that a path answers to fields. */
export async function ask(path, fields) {
  const response = await fetch(path, json(fields));
  if (!response.ok) throw await refusal(response);
  return response.json();
}

/** The text at a path. */
export async function read(path) {
  const response = await fetch(path);
  if (!response.ok) throw await refusal(response);
  return response.text();
}

/** The events `{name, fields}` that a path answers to fields, or to the FormData of a form. */
export async function* events(path, fields, signal) {
  const asked = fields instanceof FormData ? { method: "POST", body: fields } : json(fields);
  const response = await fetch(path, { ...asked, signal });
  if (!response.ok) throw await refusal(response);
  let waiting = "";
  const decoder = new TextDecoder();
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    waiting += decoder.decode(value, { stream: true }).replaceAll("\r", "");
    const blocks = waiting.split("\n\n");
    waiting = blocks.pop();
    for (const block of blocks) {
      const found = event(block);
      if (found) yield found;
    }
  }
}

function event(block) {
  let name = "";
  let text = "";
  for (const line of block.split("\n")) {
    if (line.startsWith("event: ")) name = line.slice(7);
    if (line.startsWith("data: ")) text += line.slice(6);
  }
  return name && text ? { name, fields: JSON.parse(text) } : null;
}
