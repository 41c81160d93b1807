/** What the bare Worker is given: the answer that the whole one gave. */
export interface Given {
  STATUS: number;
  /** Names in lower case. */
  HEADERS: Record<string, string>;
  BODY: ArrayBuffer;
}

/** The least that a Worker can do to give an answer: it looks at nothing of the request. */
export default {
  fetch(_request, { STATUS, HEADERS, BODY }) {
    return new Response(STATUS === 304 ? null : BODY, {
      status: STATUS,
      headers: HEADERS,
      ...("content-encoding" in HEADERS && { encodeBody: "manual" }),
    });
  },
} satisfies ExportedHandler<Given>;
