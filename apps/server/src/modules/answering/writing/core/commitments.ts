// What costs the company something when it is said by mistake: that a thing is free, reduced, paid
// back, given away, covered for ever. A sentence may say so only where a passage says so too, in
// whatever language either is: where words cannot be compared over languages, these can.

const COMMITMENTS: readonly (readonly [string, RegExp])[] = [
  [
    'free of charge',
    /(?<!feel\s|set\s|break\s|-)\bfree\b(?!\s+(?:up|to|space|memory|disk|slots?|time|hands?))|(?<!\p{L})(?:at\s+no\s+(?:extra\s+|additional\s+)?(?:cost|charge)|no\s+(?:cost|charge|fee)s?|without\s+(?:any\s+)?(?:charge|cost|fee|paying)s?|costs?\s+nothing|complimentary|gratis|kostenlos\p{L}*|kostenfrei\p{L}*|umsonst|unentgeltlich\p{L}*|gebührenfrei|gratuit\p{L}*|sans\s+frais|offerte?s?|gratuita?mente|sin\s+(?:coste|costo|cargo)|de\s+graça|gratuito|gratuitas?|bezpłatn\p{L}*|za\s+darmo|ücretsiz|bedava|ilmai\p{L}*|grátis)(?!\p{L})|бесплатн|免费|免費|無料|ただで|무료|공짜|مجان|ฟรี|मुफ़्त|मुफ्त|निःशुल्क|δωρεάν|חינם/iu,
  ],
  [
    'a discount',
    /(?<!\p{L})(?:discount\p{L}*|rebates?|(?:percent|%)\s+off|reduced\s+price|vouchers?|coupons?|promo(?:tional)?\s+codes?|rabatt\p{L}*|nachlass|ermäßig\p{L}*|gutschein\p{L}*|réductions?|remises?|rabais|bon\s+d['’]achat|descuentos?|rebajas?|cup[oó]n\p{L}*|vales?|sconti?o?|descontos?|korting\p{L}*|zniżk\p{L}*|indirim\p{L}*|alennus\p{L}*)(?!\p{L})|скидк|折扣|优惠|割引|할인|خصم|ส่วนลด|छूट/iu,
  ],
  [
    'money back',
    /(?<!\p{L})(?:refund\p{L}*|reimburs\p{L}*|money\s+back|pay\p{L}*\s+(?:you\s+)?back|paid\s+back|chargebacks?|erstatt\p{L}*|rückerstatt\p{L}*|geld\s+zurück|rückzahlung\p{L}*|rembours\p{L}*|reembols\p{L}*|devoluci[oó]n\p{L}*\s+(?:del?\s+)?(?:dinero|importe)|devolv\p{L}+\s+(?:el\s+)?(?:dinero|importe)|rimbors\p{L}*|reembolso|terugbetal\p{L}*|zwrot\p{L}*\s+pieniędzy|iade)(?!\p{L})|возврат|вернём\s+деньги|退款|返金|환불|استرداد|คืนเงิน|धनवापसी|रिफंड/iu,
  ],
  [
    'compensation',
    /(?<!\p{L})(?:compensat\p{L}*|damages|indemnif\p{L}*|liab(?:le|ility)|schadenersatz|entschädig\p{L}*|haftet|haftung|indemnis\p{L}*|dédommag\p{L}*|indemniza\p{L}*|compensaci[oó]n|risarcim\p{L}*|indeniza\p{L}*|schadevergoeding|odszkodowan\p{L}*|tazminat)(?!\p{L})|компенсац|赔偿|賠償|보상|تعويض/iu,
  ],
  [
    'a present',
    /(?<!\p{L})(?:gifts?|presents?|giveaways?|give\p{L}*\s+away|bonus(?:es)?|prizes?|geschenk\p{L}*|cadeaux?|regalos?|regali|presentes?|cadeaus?|prezent\p{L}*|hediye\p{L}*)(?!\p{L})|подар|礼物|赠送|プレゼント|선물|هدية/iu,
  ],
  [
    'a promise for ever',
    /(?<!\p{L})(?:lifetime|for\s+life|for\s*ever|unlimited|lebenslang\p{L}*|unbegrenzt\p{L}*|für\s+immer|à\s+vie|illimité\p{L}*|de\s+por\s+vida|ilimitad\p{L}*|para\s+siempre|a\s+vita|illimitat\p{L}*|vitalíci\p{L}*|levenslang|onbeperkt)(?!\p{L})|пожизненн|безлимит|终身|無期限|평생/iu,
  ],
];

/** The commitment that a text makes and `told` does not; null where there is none. */
export const unheardCommitment = (text: string, told: ReadonlySet<string>): string | null =>
  COMMITMENTS.find(([name, pattern]) => pattern.test(text) && !told.has(name))?.[0] ?? null;

export const commitmentsIn = (text: string): Set<string> =>
  new Set(COMMITMENTS.filter(([, pattern]) => pattern.test(text)).map(([name]) => name));
