// Mail domains that anyone can get an address at; a company's contact needs one of its own (ACT-016, ACT-030).
const consumerDomains = new Set(
  (
    'gmail.com googlemail.com outlook.com hotmail.com hotmail.co.kr hotmail.co.uk hotmail.de live.com live.co.kr ' +
    'msn.com yahoo.com yahoo.co.jp yahoo.co.kr yahoo.co.uk yahoo.de yahoo.fr ymail.com aol.com icloud.com me.com ' +
    'mac.com proton.me protonmail.com gmx.com gmx.de gmx.net web.de t-online.de freenet.de mail.com zoho.com ' +
    'yandex.com yandex.ru mail.ru bk.ru inbox.ru list.ru rambler.ru naver.com daum.net hanmail.net kakao.com ' +
    'nate.com empal.com qq.com foxmail.com 163.com 126.com yeah.net sina.com sina.cn sohu.com 139.com 189.cn ' +
    'aliyun.com tom.com 21cn.com orange.fr free.fr laposte.net libero.it virgilio.it uol.com.br bol.com.br ' +
    'rediffmail.com docomo.ne.jp tutanota.com fastmail.com hey.com jubii.dk'
  ).split(' '),
);

/** The domain of the address if anyone can get one there, also below it. */
export function consumerDomainOf(mail: string): string | undefined {
  const domain = mail.slice(mail.lastIndexOf('@') + 1).toLowerCase();
  return [...consumerDomains].find((one) => domain === one || domain.endsWith(`.${one}`));
}
