// What search finds by words alone, in the languages it knows; the sentences are ours.

import { describe, expect, test } from 'vitest';
import { askIndex, indexDocuments } from '../search.ts';
import type { IndexedDocument } from './passage-index.ts';

function documents(...texts: string[]): IndexedDocument[] {
  return texts.map((markdown, i) => ({
    id: `d${i}`,
    title: '',
    url: null,
    passages: [{ id: `p${i}`, trail: [], heading: '', markdown }],
  }));
}

async function ask(texts: string[], question: string) {
  return askIndex(await indexDocuments(documents(...texts), null), null, question, { limit: 5 });
}

const found = async (texts: string[], question: string) =>
  (await ask(texts, question)).passages.map(({ passageId }) => passageId);

/** The right passage, then one about something else; then questions in other forms of its words. */
const LANGUAGES: Record<string, [right: string, other: string, ...questions: string[]]> = {
  English: [
    'You can cancel your subscription in the settings at any time.',
    'Parcels are sent on Mondays from our warehouse.',
    'cancelling subscriptions',
    'where do i cancle it',
  ],
  German: [
    'Die Rechnungsadresse auf der Rechnung lässt sich in den Einstellungen ändern, auch die Kündigung.',
    'Pakete werden am Montag aus unserem Lager versendet.',
    'Adresse',
    'Einstellung aendern',
    'Kündigungen',
  ],
  French: [
    "L'abonnement peut être résilié depuis les paramètres du compte.",
    'Les colis sont expédiés le lundi depuis notre entrepôt.',
    'résilier mes abonnements',
    'parametre de compte',
    'comment arrêter l’abonnement',
  ],
  Spanish: [
    'La configuración de la cuenta permite cambiar la contraseña.',
    'Los paquetes salen los lunes desde nuestro almacén.',
    'configuraciones',
    'configuracion de cuentas',
    'contrasenas',
  ],
  Portuguese: [
    'As devoluções são aceitas em trinta dias com a nota fiscal.',
    'Os pacotes saem às segundas do nosso armazém.',
    'devolucao',
    'quero fazer uma devolução',
  ],
  Italian: [
    "L'ordine si annulla dalla pagina degli acquisti, e il rimborso arriva in cinque giorni.",
    'I pacchi partono il lunedì dal nostro magazzino.',
    'annullare ordini',
    'rimborsi',
  ],
  Dutch: [
    'Het factuuradres op de factuur kun je wijzigen bij de instellingen; bestellingen niet.',
    'Pakketten gaan op maandag de deur uit.',
    'adres',
    'bestelling',
  ],
  Swedish: [
    'Byt lösenordet för ditt konto på sidan för kontoinställningar.',
    'Paketen skickas på måndagar från vårt lager.',
    'lösenord',
    'inställningar',
  ],
  Danish: [
    'Adgangskoden til din konto kan du ændre under kontoindstillinger.',
    'Pakkerne sendes om mandagen fra vores lager.',
    'adgangskode',
    'indstillinger',
  ],
  Norwegian: [
    'Passordet til din konto kan du endre under kontoinnstillinger.',
    'Pakkene sendes på mandager fra lageret vårt.',
    'passord',
    'innstillinger',
  ],
  Finnish: [
    'Jos olet unohtanut salasanan, sen voi vaihtaa tilin asetuksissa, kun se on tarpeen.',
    'Paketit lähetetään maanantaisin varastosta.',
    'salasana',
    'asetukset',
  ],
  Romanian: [
    'Abonamentul se poate anula din setări, iar facturile rămân în cont.',
    'Pachetele pleacă lunea din depozitul nostru.',
    'abonamente',
    'factura',
  ],
  Hungarian: [
    'A jelszót a beállítások között lehet megváltoztatni.',
    'A csomagokat hétfőn adjuk fel a raktárból.',
    'jelszó',
    'beállításokban',
  ],
  Russian: [
    'Подписку можно отменить в настройках; новый счёт придёт на почту.',
    'Посылки отправляются со склада по понедельникам.',
    'отмена подписки',
    'новые счета',
  ],
  Turkish: [
    'Şifrenizi hesap ayarlarından değiştirebilirsiniz; bu işlem için e-posta gerekli değil.',
    'Paketler pazartesi günleri depodan gönderilir.',
    'şifre',
    'hesaplar',
  ],
  Korean: [
    '비밀번호를 변경하려면 계정 설정으로 이동하세요.',
    '소포는 월요일에 창고에서 발송됩니다.',
    '비밀번호 변경 방법',
    '비밀번호변경',
    '계정은 어디서',
  ],
  Japanese: [
    'パスワードはアカウント設定の画面で変更できます。',
    '荷物は月曜日に倉庫から発送されます。',
    'パスワードを変えたい',
    'アカウントの設定',
  ],
  Chinese: [
    '您可以在账户设置里重置密码。',
    '包裹每周一从仓库发出。',
    '怎么重置密码',
    '账户在哪里设置',
  ],
  Thai: [
    'คุณสามารถเปลี่ยนรหัสผ่านได้ในการตั้งค่าบัญชี',
    'พัสดุจะถูกส่งออกจากคลังสินค้าทุกวันจันทร์',
    'เปลี่ยนรหัสผ่านอย่างไร',
  ],
  Lao: ['ທ່ານສາມາດປ່ຽນລະຫັດຜ່ານໃນບັນຊີ', 'ພັດສະດຸຖືກສົ່ງໃນວັນຈັນ', 'ລືມລະຫັດຜ່ານ'],
  Khmer: ['អ្នកអាចប្តូរពាក្យសម្ងាត់ក្នុងគណនី', 'កញ្ចប់ត្រូវបានផ្ញើនៅថ្ងៃចន្ទ', 'ភ្លេចពាក្យសម្ងាត់'],
  Burmese: ['အကောင့်တွင် စကားဝှက်ကို ပြောင်းနိုင်သည်။', 'ပါဆယ်များကို တနင်္လာနေ့တွင် ပို့သည်။', 'စကားဝှက် မေ့'],
  Arabic: [
    'يمكنك تغيير كلمة المرور من إعدادات الحساب.',
    'تُرسل الطرود يوم الإثنين من المستودع.',
    'حسابي',
    'اعدادات الحسابات',
  ],
  Hebrew: [
    'אפשר להחליף את הסיסמה בהגדרות החשבון.',
    'החבילות נשלחות ביום שני מהמחסן.',
    'סיסמאות',
    'לחשבון',
  ],
  Hindi: [
    'आप खाते की सेटिंग में पासवर्ड बदल सकते हैं।',
    'पार्सल सोमवार को गोदाम से भेजे जाते हैं।',
    'खाता कहाँ है',
    'पासवर्ड बदलना',
  ],
};

describe.each(Object.entries(LANGUAGES))('%s', (_, [right, other, ...questions]) => {
  test.each(questions)('%s', async (question) => {
    expect((await found([other, right], question))[0]).toBe('p1');
  });
});

describe('acronyms', () => {
  const TEXTS = [
    'Turn on two-factor authentication (2FA) to protect the account.',
    'The second factor of authentication is asked for at every login.',
    'Parcels leave on Mondays.',
  ];
  test('letters find what they stand for, their own passage first', async () => {
    expect(await found(TEXTS, 'lost my 2fa')).toEqual(['p0', 'p1']);
  });

  test('spelled out, they find the letters', async () => {
    const texts = ['DNS (Domain Name System) is explained here.', 'Wait until DNS has spread.'];
    expect(await found(texts, 'domain name system')).toEqual(['p0', 'p1']);
  });

  test('a known acronym is never taken for a slip, nor is one that nobody knows', async () => {
    const index = await indexDocuments(documents('The DNSKEY record.', 'The dnsmey tool'), null);
    expect(index.corrected('what is DNSKEY')).toBe('what is DNSKEY');
    expect(index.corrected('what is DNSKEI')).toBe('what is DNSKEI');
  });

  test('what a removed document explained is forgotten', async () => {
    const index = await indexDocuments(documents(...TEXTS), null);
    index.remove('d0');
    expect((await askIndex(index, null, '2fa', { limit: 5 })).passages).toEqual([]);
  });
});

describe('synonyms', () => {
  test.each([
    ['how do I log in', 'Enter your email to sign in.'],
    ['get rid of my account', 'Remove your profile here.'],
    ["what's the cost", 'The price of each plan.'],
  ])('%s', async (question, text) => {
    expect(await found(['Parcels leave on Mondays.', text], question)).toEqual(['p1']);
  });

  test('the word itself counts more, and only it is covered', async () => {
    const { passages } = await ask(['Remove the lamp.', 'Delete the lamp.'], 'delete');
    expect(passages.map(({ passageId, matchedTerms }) => [passageId, matchedTerms])).toEqual([
      ['p1', ['delete']],
      ['p0', []],
    ]);
  });
});

describe('near-duplicates of another document', () => {
  const page = (system: string) =>
    `Open the ${system} settings and choose the account that you want to protect. Then scan the code
     with your phone, enter the six numbers that it shows, and keep the recovery codes in a safe place.
     You are asked for a code again whenever you use a new device or clear the browser.`;

  test('are one find when the question asks for what they share', async () => {
    expect(await found([page('Android'), page('Windows')], 'recovery codes')).toEqual(['p0']);
  });

  test('are two when it asks for what tells them apart', async () => {
    expect(await found([page('Android'), page('Windows')], 'codes on Windows')).toEqual([
      'p1',
      'p0',
    ]);
  });
});
