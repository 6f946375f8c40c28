/** What the invented shop sells. Prices in shekels. */
export type Product = { sku: string; name: string; en: string; family: string; price: number; eco?: true };

const of =
  (family: string) =>
  (sku: string, price: number, name: string, en: string, eco?: true): Product => ({ sku, name, en, family, price, ...(eco && { eco }) });
const plants = of('צמחים ועציצים');
const watering = of('השקיה');
const tools = of('כלי גינה');
const furniture = of('ריהוט גן');
const kitchen = of('מטבח');
const textile = of('טקסטיל לבית');
const light = of('תאורה');
const soil = of('אדמה ודשנים');

export const products: readonly Product[] = [
  plants('PL-1001', 89, 'עץ זית ננסי', 'Dwarf olive tree'),
  plants('PL-1002', 45, 'לבנדר בכד', 'Potted lavender'),
  plants('PL-1003', 129, 'לימון סיני', 'Calamondin'),
  plants('PL-1004', 32, 'תערובת תבלינים', 'Herb mix', true),
  plants('PL-1005', 169, 'בוגנוויליה מטפסת', 'Climbing bougainvillea'),
  plants('PL-1006', 59, 'כד חרס 30 ס״מ', 'Clay pot 30 cm'),
  watering('WT-2001', 189, 'מחשב השקיה', 'Watering timer'),
  watering('WT-2002', 119, 'ערכת טפטוף ל-20 עציצים', 'Drip kit for 20 pots', true),
  watering('WT-2003', 149, 'צינור מתכווץ 15 מ׳', 'Expanding hose 15 m'),
  watering('WT-2004', 249, 'חבית איסוף מי גשם', 'Rain barrel', true),
  tools('TL-3001', 99, 'מזמרה מקצועית', 'Professional pruner'),
  tools('TL-3002', 349, 'מכסחת דשא נטענת', 'Cordless mower'),
  tools('TL-3003', 279, 'גוזם גדר נטען', 'Cordless hedge trimmer'),
  tools('TL-3004', 69, 'סט כלי יד לגינה', 'Hand tool set'),
  tools('TL-3005', 199, 'מפוח עלים', 'Leaf blower'),
  furniture('FN-4001', 990, 'פינת אוכל לגינה', 'Garden dining set'),
  furniture('FN-4002', 459, 'ערסל עם מעמד', 'Hammock with stand'),
  furniture('FN-4003', 349, 'שמשייה 3 מ׳', 'Parasol 3 m'),
  furniture('FN-4004', 229, 'כיסא נוח מתקפל', 'Folding lounger'),
  furniture('FN-4005', 590, 'ספסל עץ טיק', 'Teak bench'),
  kitchen('KT-5001', 159, 'סיר ברזל יצוק', 'Cast-iron pot'),
  kitchen('KT-5002', 79, 'סט קופסאות זכוכית', 'Glass box set', true),
  kitchen('KT-5003', 119, 'קרש חיתוך עץ זית', 'Olive-wood board'),
  kitchen('KT-5004', 49, 'קומפוסטר ביתי', 'Kitchen composter', true),
  textile('TX-6001', 129, 'שמיכת כותנה אורגנית', 'Organic cotton blanket', true),
  textile('TX-6002', 89, 'סט מגבות', 'Towel set'),
  textile('TX-6003', 69, 'מפת שולחן', 'Table cloth'),
  light('LT-7001', 99, 'שרשרת תאורה סולארית', 'Solar light chain', true),
  light('LT-7002', 179, 'עמוד תאורה לגינה', 'Garden lamp post'),
  light('LT-7003', 59, 'פנס קמפינג', 'Camping lantern'),
  soil('SL-8001', 39, 'תערובת שתילה 50 ל׳', 'Potting mix 50 l'),
  soil('SL-8002', 29, 'דשן אורגני', 'Organic fertiliser', true),
  soil('SL-8003', 49, 'חיפוי קרקע', 'Mulch', true),
];
