/** One event by language, with the names of its people in each language's spelling. */
export const LETTER: Record<string, [string, string]> = {
  en: [
    "Gerasimov wrote to Dunford about Rukban camp and Raqqa",
    "Russia's General Valery Gerasimov offered General Joseph Dunford to clear mines in Raqqa and to take refugees out of the Rukban camp near Al-Tanf.",
  ],
  fr: [
    "Guerassimov a écrit à Dunford au sujet du camp de Roukban",
    "Le général Valeri Guerassimov a proposé à Joseph Dunford de déminer Raqqa et d'évacuer les réfugiés du camp de Roukban près d'Al-Tanf.",
  ],
  de: [
    "Gerassimow schreibt Dunford über Flüchtlingslager Rukban",
    "Generalstabschef Waleri Gerassimow bot Joseph Dunford an, Rakka von Minen zu räumen und das Lager Rukban bei Al-Tanf zu leeren.",
  ],
  ru: [
    "Герасимов написал Данфорду о лагере Рукбан и Ракке",
    "Валерий Герасимов предложил Джозефу Данфорду разминировать Ракку и вывезти беженцев из лагеря Рукбан у Эт-Танфа.",
  ],
  uk: [
    "Герасимов написав Данфорду про табір Рукбан",
    "Валерій Герасимов запропонував Джозефу Данфорду розмінувати Ракку і вивезти біженців із табору Рукбан біля Ат-Танфа.",
  ],
  el: [
    "Ο Γκερασίμοφ έγραψε στον Ντάνφορντ για το Ρουκμπάν",
    "Ο Βαλέρι Γκερασίμοφ πρότεινε στον Τζόζεφ Ντάνφορντ να αποναρκοθετήσουν τη Ράκα και το Ρουκμπάν.",
  ],
};
/** Another event with some of the same people. */
export const TALKS: Record<string, [string, string]> = {
  en: [
    "Lavrov and Gerasimov meet Netanyahu in Jerusalem",
    "Sergei Lavrov and Valery Gerasimov came to Benjamin Netanyahu to speak of Iranians on the Golan Heights.",
  ],
  ru: [
    "Лавров и Герасимов встретились с Нетаньяху в Иерусалиме",
    "Сергей Лавров и Валерий Герасимов говорили с Биньямином Нетаньяху об иранцах на Голанских высотах.",
  ],
};
