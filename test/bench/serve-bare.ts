/** The bindings of the bare Worker: the response that the real one gave. */
export interface RecordedResponse {
  STATUS: number;
  /** Names in lower case. */
  HEADERS: Record<string, string>;
  BODY: ArrayBuffer;
}

/** The minimum that a Worker can do: it returns a recorded response without reading the request. */
export default {
  fetch(_request, { STATUS, HEADERS, BODY }) {
    return new Response(STATUS === 304 ? null : BODY, {
      status: STATUS,
      headers: HEADERS,
      ...("content-encoding" in HEADERS && { encodeBody: "manual" }),
    });
  },
} satisfies ExportedHandler<RecordedResponse>;
