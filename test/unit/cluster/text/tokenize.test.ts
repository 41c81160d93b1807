import { expect, test } from "vitest";
import { skeleton } from "../../../../src/cluster/text/consonant-skeleton.ts";
import { urlWords } from "../../../../src/cluster/text/url-signals.ts";
import { tokenize, FLAG } from "../../../../src/cluster/text/tokenize.ts";

test.each([
  ["Trump's visit to the U.S. ends", ["trump", "visit", "to", "the", "us", "ends"]],
  ["Crédit Agricole à l'Élysée", ["credit", "agricole", "elysee"]],
  ["1,070 dead, 4.5% of 38th", ["1070", "dead", "4.5", "of", "38th"]],
  ["Путин и Трамп", ["путин", "трамп"].toSpliced(1, 0, "и")],
  ["यह देश में है", ["यह", "देश", "में", "है"]],
  ["தமிழ்நாடு முதல்வர்", ["தமிழ்நாடு", "முதல்வர்"]],
  ["ශ්\u200dරී ලංකා, ക്ലബ്\u200cഹൗസ്", ["ශ්රී", "ලංකා", "ക്ലബ്ഹൗസ്"]],
  ["می\u200cگوید گفت\u200cوگو", ["میگوید", "گفتوگو"]],
  ["İSTANBUL İstanbul Istanbul ılık", ["istanbul", "istanbul", "istanbul", "ilik"]],
  ["ΑΘΗΝΑ Αθήνα", ["αθηνα", "αθηνα"]],
  ["phần trăm, phản đối", ["phần", "tram", "phản", "đối"]],
  ["Cafe\u0301 Caf\u00e9", ["cafe", "cafe"]],
  ["\u0439 \u0438\u0306 Орёл орел", ["й", "й", "орел", "орел"]],
  ["об'єкт об’єкт обʼєкт", ["обєкт", "обєкт", "обєкт"]],
  ['צה"ל צה״ל "צבא"', ["צהל", "צהל", "צבא"]],
  ["الزلزال وزلزالٌ والزلزال زلزال للرئيس", ["زلزال", "وزلزال", "زلزال", "زلزال", "رئیس"]],
  ["רעידת האדמה ברעידת אדמה לבנון ובלבנון", ["רעידת", "אדמה", "רעידת", "אדמה", "בנון", "בנון"]],
  ["أنقرة انقره كابل کابل", ["انقره", "انقره", "کابل", "کابل"]],
  [
    "대통령이 서울에서 대통령은 대통령 제주도에서 제주도",
    ["대통령", "서울", "대통령", "대통령", "제주", "제주"],
  ],
  ["\u200c\u00ad", []],
  ["", []],
  ["!!! ??? \u0000 \u202e", []],
])("tokenizes %j", (text, words) => {
  expect(tokenize(text, 50).folded).toEqual(words);
});

test.each([
  ["東京で大きな地震がありました", ["東京", "地震"]],
  ["รถไฟชนกันในกรุงเทพ", ["รถไฟ", "กรุงเทพ"]],
  ["ນາຍົກລັດຖະມົນຕີຢ້ຽມຢາມ", ["ນາຍົກລັດຖະມົນຕີ", "ຢ້ຽມຢາມ"]],
  ["នាយករដ្ឋមន្ត្រីកម្ពុជា", ["រដ្ឋមន្ត្រី", "កម្ពុជា"]],
  ["မြန်မာနိုင်ငံ", ["မြန်မာနိုင်ငံ"]],
])("segments %j, which has no spaces, into words", (text, words) => {
  expect(tokenize(text, 50).folded).toEqual(expect.arrayContaining(words));
});

test("a full stop after an initial does not end a sentence", () => {
  const { folded, flags } = tokenize("Gen. J. Dunford spoke. Moscow answered", 50);
  const opens = folded.filter((_, i) => (flags[i] as number) & FLAG.opens);
  expect(opens).not.toContain("dunford");
  expect(opens).toContain("moscow");
});

test.each([
  [
    [
      "Герасимов",
      "Gerasimov",
      "Guerassimov",
      "Gerassimow",
      "Γκερασίμοφ",
      "غيراسيموف",
      "ゲラシモフ",
    ],
    6,
  ],
  [["Зеленский", "Zelensky", "Zelenskyy", "Zelenski"], 4],
  [["Трамп", "Trump", "トランプ"], 3],
  [["Путин", "Putin", "پوتین"], 3],
  [["Порошенко", "Poroshenko", "Porochenko", "Poroschenko"], 4],
])("most spellings of %j have the same consonant skeleton", (names, minimum) => {
  const skeletons = names.map((name) => skeleton(tokenize(name, 1).folded[0] as string));
  const matching = Math.max(
    ...skeletons.map((one) => skeletons.filter((other) => other === one).length),
  );
  expect(matching, skeletons.join(" ")).toBeGreaterThanOrEqual(minimum);
});

test("different names have different consonant skeletons", () => {
  const names = [
    "Gerasimov",
    "Lavrov",
    "Dunford",
    "Putin",
    "Trump",
    "Netanyahu",
    "Maduro",
    "Brunson",
  ];
  expect(new Set(names.map((name) => skeleton(name.toLowerCase()))).size).toBe(names.length);
});

test.each([
  [
    "https://a.example/news/2018/08/04/russia-sends-letter-to-dunford-1066941197.html?x=1",
    "russia sends letter to dunford  ",
  ],
  ["https://a.example/", ""],
  ["not a url", ""],
  [null, ""],
  ["https://a.example/%E0%A4%A-broken-percent-sign", "%E0%A4%A broken percent sign"],
])("extracts the words of the URL %j", (url, words) => {
  expect(urlWords(url).trim()).toBe(words.trim());
});
