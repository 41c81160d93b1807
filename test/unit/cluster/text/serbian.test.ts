import { expect, test } from "vitest";
import { toLatin } from "../../../../src/cluster/text/serbian.ts";

test.each([
  ["Љубав, Њега и Џеп", "Ljubav, Njega i Džep"],
  ["Ђоковић је у Чачку", "Đoković je u Čačku"],
  ["Već latinica, 5%", "Već latinica, 5%"],
])("writes %j in Latin letters", (text, latin) => {
  expect(toLatin(text)).toBe(latin);
});
