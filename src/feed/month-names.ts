/**
 * Names of the months by language, January first: CLDR's wide and abbreviated names, in stand-alone and format context,
 * and further forms that feeds use. Folded by `foldWord`.
 */
const NAMES: Readonly<Record<string, string>> = {
  en: "january jan, february feb, march mar, april apr, may, june jun, july jul, august aug, september sep sept, october oct, november nov, december dec",
  de: "januar jan janner, februar feb, marz mar mrz, april apr, mai, juni jun, juli jul, august aug, september sep sept, oktober okt, november nov, dezember dez",
  fr: "janvier janv, fevrier fevr fev, mars, avril avr, mai, juin, juillet juil jui, aout aou, septembre sept, octobre oct, novembre nov, decembre dec",
  es: "enero ene, febrero feb, marzo mar, abril abr, mayo may, junio jun, julio jul, agosto ago, septiembre sept sep setiembre, octubre oct, noviembre nov, diciembre dic",
  it: "gennaio gen, febbraio feb, marzo mar, aprile apr, maggio mag, giugno giu, luglio lug, agosto ago, settembre set sett, ottobre ott, novembre nov, dicembre dic",
  pt: "janeiro jan, fevereiro fev, marco mar, abril abr, maio mai, junho jun, julho jul, agosto ago, setembro set, outubro out, novembro nov, dezembro dez",
  nl: "januari jan, februari feb, maart mrt, april apr, mei, juni jun, juli jul, augustus aug, september sep, oktober okt, november nov, december dec",
  sv: "januari jan, februari feb, mars, april apr, maj, juni, juli, augusti aug, september sep, oktober okt, november nov, december dec",
  da: "januar jan, februar feb, marts mar, april apr, maj, juni jun, juli jul, august aug, september sep, oktober okt, november nov, december dec",
  nb: "januar jan, februar feb, mars mar, april apr, mai, juni jun, juli jul, august aug, september sep, oktober okt, november nov, desember des",
  fi: "tammikuu tammi tammikuuta, helmikuu helmi helmikuuta, maaliskuu maalis maaliskuuta, huhtikuu huhti huhtikuuta, toukokuu touko toukokuuta, kesakuu kesa kesakuuta, heinakuu heina heinakuuta, elokuu elo elokuuta, syyskuu syys syyskuuta, lokakuu loka lokakuuta, marraskuu marras marraskuuta, joulukuu joulu joulukuuta",
  et: "jaanuar jaan, veebruar veebr, marts, aprill apr, mai, juuni, juuli, august aug, september sept, oktoober okt, november nov, detsember dets",
  lv: "janvaris janv, februaris febr, marts, aprilis apr, maijs, junijs jun, julijs jul, augusts aug, septembris sept, oktobris okt, novembris nov, decembris dec",
  lt: "sausis sausio, vasaris vasario, kovas kovo, balandis balandzio, geguze geguzes, birzelis birzelio, liepa liepos, rugpjutis rugpjucio, rugsejis rugsejo, spalis spalio, lapkritis lapkricio, gruodis gruodzio",
  pl: "styczen sty stycznia, luty lut lutego, marzec mar marca, kwiecien kwi kwietnia, maj maja, czerwiec cze czerwca, lipiec lip lipca, sierpien sie sierpnia, wrzesien wrz wrzesnia, pazdziernik paz pazdziernika, listopad lis listopada, grudzien gru grudnia",
  cs: "leden led ledna, unor uno unora, brezen bre brezna, duben dub dubna, kveten kve kvetna, cerven cvn cervna, cervenec cvc cervence, srpen srp srpna, zari zar, rijen rij rijna, listopad lis listopadu, prosinec pro prosince",
  sk: "januar jan januara, februar feb februara, marec mar marca, april apr aprila, maj maja, jun juna, jul jula, august aug augusta, september sep septembra, oktober okt oktobra, november nov novembra, december dec decembra",
  sl: "januar jan, februar feb, marec mar, april apr, maj, junij jun, julij jul, avgust avg, september sep, oktober okt, november nov, december dec",
  hr: "sijecanj sij sijecnja, veljaca velj veljace, ozujak ozu ozujka, travanj tra travnja, svibanj svi svibnja, lipanj lip lipnja, srpanj srp srpnja, kolovoz kol kolovoza, rujan ruj rujna, listopad lis listopada, studeni stu studenoga, prosinac pro prosinca",
  sr: "јануар јан, фебруар феб, март мар, април апр, мај, јун, јул, август авг, септембар сеп, октобар окт, новембар нов, децембар дец",
  "sr-Latn":
    "januar jan, februar feb, mart mar, april apr, maj, jun, jul, avgust avg, septembar sep, oktobar okt, novembar nov, decembar dec",
  bs: "januar jan, februar feb, mart mar, april apr, maj, juni jun, juli jul, august aug, septembar sep, oktobar okt, novembar nov, decembar dec",
  mk: "јануари јан, февруари фев, март мар, април апр, мај, јуни јун, јули јул, август авг, септември сеп, октомври окт, ноември ное, декември дек",
  bg: "януари яну, февруари фев, март мар, април апр, маи, юни, юли, август авг, септември сеп, октомври окт, ноември ное, декември дек",
  ru: "январь янв января, февраль февр февраля фев, март марта мар, апрель апр апреля, маи мая, июнь июня июн, июль июля июл, август авг августа, сентябрь сент сентября сен, октябрь окт октября, ноябрь нояб ноября ноя, декабрь дек декабря",
  uk: "січень січ січня, лютии лют лютого, березень бер березня, квітень квіт квітня, травень трав травня, червень черв червня, липень лип липня, серпень серп серпня, вересень вер вересня, жовтень жовт жовтня, листопад лист листопада, грудень груд грудня",
  be: "студзень сту студзеня, люты лют лютага, сакавік сак сакавіка, красавік кра красавіка, маи мая, чэрвень чэр чэрвеня, ліпень ліп ліпеня, жнівень жні жніуня, верасень вер верасня, кастрычнік кас кастрычніка, лістапад ліс лістапада, снежань сне снежня",
  ro: "ianuarie ian, februarie feb, martie mar, aprilie apr, mai, iunie iun, iulie iul, august aug, septembrie sept, octombrie oct, noiembrie nov, decembrie dec",
  hu: "januar jan, februar febr, marcius marc, aprilis apr, majus maj, junius jun, julius jul, augusztus aug, szeptember szept, oktober okt, november nov, december dec",
  el: "ιανουαριου ιαν, φεβρουαριου φεβ, μαρτιου μαρ, απριλιου απρ, μαιου μαι, ιουνιου ιουν, ιουλιου ιουλ, αυγουστου αυγ, σεπτεμβριου σεπ, οκτωβριου οκτ, νοεμβριου νοε, δεκεμβριου δεκ",
  tr: "ocak oca, subat sub, mart mar, nisan nis, mayıs may, haziran haz, temmuz tem, agustos agu, eylul eyl, ekim eki, kasım kas, aralık ara",
  az: "yanvar yan, fevral fev, mart mar, aprel apr, may, iyun iyn, iyul iyl, avqust avq, sentyabr sen, oktyabr okt, noyabr noy, dekabr dek",
  sq: "janar jan, shkurt shk, mars mar, prill pri, maj, qershor qer, korrik korr, gusht gush, shtator sht, tetor tet, nentor nen, dhjetor dhj",
  ca: "gener gen, febrer febr, marc, abril abr dabril dabr, maig, juny, juliol jul, agost ag dagost dag, setembre set, octubre oct doctubre doct, novembre nov, desembre des",
  gl: "xaneiro xan, febreiro feb, marzo mar, abril abr, maio, xuno, xullo xul, agosto ago, setembro set, outubro out, novembro nov, decembro dec",
  eu: "urtarrila urt, otsaila ots, martxoa mar, apirila api, maiatza mai, ekaina eka, uztaila uzt, abuztua abu, iraila ira, urria urr, azaroa aza, abendua abe",
  ga: "eanair ean, feabhra feabh, marta, aibrean aib, bealtaine beal, meitheamh meith, iuil, lunasa lun, mfomh, dfomh, samhain samh, nollaig noll",
  cy: "ionawr ion, chwefror chw chwef, mawrth maw, ebrill ebr, mai, mehefin meh, gorffennaf gor gorff, awst, medi, hydref hyd, tachwedd tach, rhagfyr rhag",
  is: "januar jan, februar feb, mars mar, april apr, mai, juni jun, juli jul, agust agu, september sep, oktober okt, november nov, desember des",
  id: "januari jan, februari feb, maret mar, april apr, mei, juni jun, juli jul, agustus agu, september sep, oktober okt, november nov, desember des",
  ms: "januari jan, februari feb, mac, april apr, mei, jun, julai jul, ogos ogo, september sep, oktober okt, november nov, disember dis",
  fil: "enero ene, pebrero peb, marso mar, abril abr, mayo may, hunyo hun, hulyo hul, agosto ago, setyembre set, oktubre okt, nobyembre nob, disyembre dis",
  sw: "januari jan, februari feb, machi mac, aprili apr, mei, juni jun, julai jul, agosti ago, septemba sep, oktoba okt, novemba nov, desemba des",
  af: "januarie jan, februarie feb, maart mrt, april apr, mei, junie jun, julie jul, augustus aug, september sep, oktober okt, november nov, desember des",
  hy: "հունվար հնվ հունվարի, փետրվար փտվ փետրվարի, մարտ մրտ մարտի, ապրիլ ապր ապրիլի, մայիս մյս մայիսի, հունիս հնս հունիսի, հուլիս հլս հուլիսի, օգոստոս օգս օգոստոսի, սեպտեմբեր սեպ սեպտեմբերի, հոկտեմբեր հոկ հոկտեմբերի, նոյեմբեր նոյ նոյեմբերի, դեկտեմբեր դեկ դեկտեմբերի",
  ka: "იანვარი იან, თებერვალი თებ, მარტი მარ, აპრილი აპრ, მაისი მაი, ივნისი ივნ, ივლისი ივლ, აგვისტო აგვ, სექტემბერი სექ, ოქტომბერი ოქტ, ნოემბერი ნოე, დეკემბერი დეკ",
  kk: "қаңтар қаң, ақпан ақп, наурыз нау, сәуір сәу, мамыр мам, маусым мау, шілде шіл, тамыз там, қыркүиек қыр, қазан қаз, қараша қар, желтоқсан жел",
  uz: "yanvar yan, fevral fev, mart mar, aprel apr, may, iyun iyn, iyul iyl, avgust avg, sentabr sen, oktabr okt, noyabr noy, dekabr dek",
  ar: "يناير, فبراير شباط, مارس اذار, ابريل نيسان, مايو ايار, يونيو حزيران, يوليو تموز, اغسطس اب, سبتمبر ايلول, اكتوبر, نوفمبر, ديسمبر",
  fa: "ژانویه, فوریه, مارس, اوریل, مه, ژوين, ژويیه, اوت, سپتامبر, اکتبر, نوامبر, دسامبر",
  he: "ינואר, פברואר, מרץ, אפריל, מאי, יוני, יולי, אוגוסט, ספטמבר, אוקטובר, נובמבר, דצמבר",
  hi: "जनवरी, फ़रवरी, मार्च, अप्रैल, मई, जून, जुलाई, अगस्त, सितंबर, अक्टूबर, नवंबर, दिसंबर",
  bn: "জানুয়ারি জানু, ফেব্রুয়ারি ফেব, মার্চ, এপ্রিল এপ্রি, মে, জুন, জুলাই জুল, আগস্ট আগ, সেপ্টেম্বর সেপ্ট সেপ, অক্টোবর অক্টো, নভেম্বর নভে, ডিসেম্বর ডিসে",
};

/** Folds a word for the comparison of month names: lower case, without accents, dots and apostrophes. */
export function foldWord(word: string): string {
  // Accents on Latin, Greek and Cyrillic letters, and the hamza and madda of Arabic.
  return word
    .toLowerCase()
    .normalize("NFKD")
    .replace(/[\u0300-\u036f\u0653-\u0655.'’]/g, "");
}

const byLanguage = new Map<string, ReadonlyMap<string, number>>();
let ofAny: ReadonlyMap<string, number> | null = null;

/**
 * The month that a word names, counted from 1. A word can be different months in different languages ("listopad" is
 * November in Polish and October in Croatian). The text's language takes precedence, then English, then table order.
 *
 * @param word folded by `foldWord`.
 * @param language BCP 47 tag, if known.
 */
export function monthOf(word: string, language: string | null): number | undefined {
  const primary = language?.split("-")[0];
  const month = primary === undefined ? undefined : namesOf(primary)?.get(word);
  return month ?? namesOf("en")?.get(word) ?? all().get(word);
}

function namesOf(language: string): ReadonlyMap<string, number> | undefined {
  const names = NAMES[language];
  if (names === undefined) return undefined;
  let map = byLanguage.get(language);
  if (map === undefined) {
    map = new Map(
      names
        .split(", ")
        .flatMap((forms, index) => forms.split(" ").map((form) => [form, index + 1])),
    );
    byLanguage.set(language, map);
  }
  return map;
}

function all(): ReadonlyMap<string, number> {
  if (ofAny === null) {
    const merged = new Map<string, number>();
    for (const language of Object.keys(NAMES)) {
      for (const [word, month] of namesOf(language) ?? [])
        if (!merged.has(word)) merged.set(word, month);
    }
    ofAny = merged;
  }
  return ofAny;
}
