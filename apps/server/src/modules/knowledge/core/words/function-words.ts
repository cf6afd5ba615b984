// The words of each language that carry no content. They give a text's language away, and a question
// is not searched by them. Written by us; short on purpose.

export const FUNCTION_WORDS = {
  en: `a an the and or but if of to in on at by for with from into about as is are was were be been
    am do does did done doing have has had having can could will would shall should may might must i
    you he she it we they me him her us them my your his its our their mine yours this that these
    those there here what which who whom whose when where why how not no nor so than then too very
    just also im ive id ill youre youve dont doesnt didnt cant couldnt wont wouldnt isnt arent wasnt
    whats hows wheres theres lets please hi hello hey thanks thank you some any get got want need
    would like tell know possible way able u pls plz`,
  de: `der die das ein eine einen einem einer eines und oder aber wenn von zu im in an auf bei mit aus
    für als ist sind war waren sein bin habe hat haben hatte kann können könnte wird werden würde soll
    muss darf ich du er sie es wir ihr mich mir dich dir ihm uns euch mein meine meinen meinem dein
    deine sein seine unser unsere diese dieser dieses was welche welcher wer wann wo warum wie nicht
    kein keine nur auch noch schon so dass den dem des zum zur bitte hallo danke man gibt`,
  fr: `le la les un une des du de et ou mais si à au aux en dans sur par pour avec sans ce cette ces est
    sont était être suis ai as a avons avez ont peut peux puis pouvez doit dois je tu il elle on nous
    vous ils elles me te se mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs que qui
    quoi quel quelle quels quelles quand où pourquoi comment ne pas plus très aussi y l d j m n s t c
    qu bonjour merci svp`,
  es: `el la los las un una unos unas y o pero si de del al a en con por para sin sobre es son era ser
    soy estoy está están he ha han hay puede puedo pueden podría debe debo yo tú él ella nosotros
    ustedes ellos me te se mi mis tu tus su sus nuestro nuestra este esta estos estas eso que qué cuál
    cuáles quién cuándo dónde por qué cómo no ni muy también más lo le les hola gracias favor`,
  it: `il lo la i gli le un uno una e o ma se di del dello della dei degli delle a al alla ai in nel
    nella con su sul per da dal tra fra è sono era essere ho ha hanno posso può possono devo deve io
    tu lui lei noi voi loro mi ti si ci vi mio mia miei tuo tua suo sua nostro vostro questo questa
    questi che chi cosa quale quali quando dove perché come non anche più molto ciao grazie`,
  pt: `o a os as um uma uns umas e ou mas se de do da dos das em no na nos nas com por para sem sobre é
    são era ser sou estou está estão tenho tem há pode posso podem devo deve eu tu você ele ela nós
    vocês eles me te se meu minha meus minhas seu sua seus suas nosso este esta isso que qual quais
    quem quando onde por que porque como não nem muito também mais ao à olá obrigado`,
  nl: `de het een en of maar als van te in op aan bij met uit voor over door is zijn was waren ben heb
    heeft hebben had kan kunnen kunt zou zal wordt worden moet mag ik jij je u hij zij ze wij we jullie
    mij me mijn jouw uw haar ons onze deze dit dat die wat welke wie wanneer waar waarom hoe niet geen
    ook nog wel er dan hallo bedankt`,
  sv: `en ett den det de och eller men om av till i på vid med från för som är var vara har hade kan
    kunde ska skulle måste får jag du han hon vi ni mig dig oss min mitt mina din ditt dina sin vår
    detta denna dessa vad vilken vilket vem när var varför hur inte ingen också hej tack`,
  da: `en et den det de og eller men hvis af til i på ved med fra for som er var være har havde kan
    kunne skal skulle må jeg du han hun vi I mig dig os min mit mine din dit dine sin vores dette
    denne disse hvad hvilken hvem hvornår hvor hvorfor hvordan ikke ingen også hej tak`,
  no: `en et ei den det de og eller men hvis av til i på ved med fra for som er var være har hadde kan
    kunne skal skulle må jeg du han hun vi dere meg deg oss min mitt mine din ditt dine sin vår dette
    denne disse hva hvilken hvem når hvor hvorfor hvordan ikke ingen også hei takk`,
  fi: `ja tai mutta jos on ovat oli olla olen ole ei en voi voin voiko minä sinä hän me te he minun
    sinun hänen meidän tämä tuo se nämä mikä mitä kuka milloin missä miksi miten kuinka myös vain kun
    että kuin hei kiitos`,
  ru: `и или но если в во на у с со из от до по за для о об как это эта этот эти есть был была было
    быть я ты он она мы вы они меня мне мой моя мои ваш ваша что какой какая кто когда где почему
    зачем не нет ни же бы ли то так также можно могу нужно при к ко`,
  tr: `ve veya ama eğer bir bu şu o ben sen biz siz onlar benim senin bizim sizin için ile de da mi mı
    mu mü ne nasıl neden niçin nerede kim hangi kaç değil var yok daha çok en gibi kadar olarak`,
  hu: `a az egy és vagy de ha van vannak volt lesz lehet kell én te ő mi ti ők nekem engem ez azt ezt
    mit melyik ki mikor hol miért hogyan hogy nem is csak még már meg el`,
  ro: `un o unei unui și sau dar dacă de la în pe cu din pentru prin este sunt era fi am ai are avem pot
    poate trebuie eu tu el ea noi voi ei mă te se meu mea tău sa acest această ce care cine când unde
    cum nu mai foarte`,
  ko: `이 그 저 것 수 등 및 나 저는 제 내 우리 어떻게 무엇 뭐 왜 언제 어디 어디서 누가 어느 있나요 있습니까 있다 하나요 합니까
    하다 해요 되나요 됩니까 돼요 안 못 좀 또 더 네 예 안녕하세요 감사합니다 주세요 싶어요 싶습니다`,
  ja: `の に は を が で と も や へ か ね よ から まで より です ます でし まし た だ て する し さ れる せる なる ある い いる
    この その あの これ それ あれ 何 どう どこ いつ なぜ 誰 こと もの ください 下さい こんにちは お ご ない たい`,
  zh: `的 了 吗 呢 吧 啊 我 你 您 他 她 它 我们 你们 他们 是 在 有 和 与 或 也 都 就 要 会 能 可以 把 被 请 请问 这 那 这个 那个
    什么 怎么 怎样 如何 为什么 哪 哪里 谁 多少 几 不 没 没有 你好 谢谢 嗎 這 那個 們 麼 什麼 怎麼 為什麼 與 會 請問 謝謝`,
  th: `ที่ และ ของ ใน การ เป็น ได้ ไหม มั้ย ครับ ค่ะ คะ ฉัน ผม คุณ เรา ให้ มี ไม่ จะ กับ หรือ แต่ ถ้า จาก โดย นี้ นั้น อะไร ทำไม
    เมื่อไร เมื่อไหร่ ที่ไหน ใคร อย่างไร ยังไง ต้อง อยาก สวัสดี ขอบคุณ อยู่ แล้ว ก็ ว่า ทำ`,
  ar: `في من على إلى الى عن مع هل كيف ما ماذا متى أين لماذا هذا هذه ذلك تلك التي الذي أنا انا أنت هو هي نحن هم كان كانت
    يكون أن ان إن لا لم لن ليس قد أو او ثم كل عند عندي لي لك يمكن يمكنني أريد اريد مرحبا شكرا من فضلك و`,
  he: `של את על אל עם מה מי איך מתי איפה למה מדוע האם זה זאת זו אלה אני אתה את הוא היא אנחנו הם הן לי לך לו שלי שלך
    שלנו יש אין לא כן או גם רק כי אם אבל כל כמו צריך יכול אפשר רוצה שלום תודה בבקשה`,
  hi: `का के की को से में पर और या है हैं था थे थी हो हूँ हूं मैं मैंने मुझे मेरा मेरी मेरे आप आपका आपकी आपके हम हमारा वह यह ये वे
    इस उस क्या कैसे कब कहाँ कहां क्यों कौन कितना नहीं न भी तो ही कि जो लिए साथ कर करना करें करूँ करूं सकता सकती सकते
    सकते चाहिए चाहता नमस्ते धन्यवाद कृपया ने एक`,
};

/** What search knows: by its code in ISO 639. */
export type Language = keyof typeof FUNCTION_WORDS;
