export const STORY = "/stories/gerasimov-letter-to-dunford";
export const BROWSER = {
  "Sec-Fetch-Dest": "document",
  Accept: "text/html,application/xhtml+xml,*/*;q=0.8",
};
