// Every file of texts, by language: made by `npm run generate` from what lies there.
import enAgreements from './en/agreements.json' with { type: 'json' };
import enAudit from './en/audit.json' with { type: 'json' };
import enCatalog from './en/catalog.json' with { type: 'json' };
import enClaims from './en/claims.json' with { type: 'json' };
import enCli from './en/cli.json' with { type: 'json' };
import enEvents from './en/events.json' with { type: 'json' };
import enIdentity from './en/identity.json' with { type: 'json' };
import enJobs from './en/jobs.json' with { type: 'json' };
import enMembers from './en/members.json' with { type: 'json' };
import enMerges from './en/merges.json' with { type: 'json' };
import enNotices from './en/notices.json' with { type: 'json' };
import enOrders from './en/orders.json' with { type: 'json' };
import enOrganizations from './en/organizations.json' with { type: 'json' };
import enPartnerships from './en/partnerships.json' with { type: 'json' };
import enPlatform from './en/platform.json' with { type: 'json' };
import enPortal from './en/portal.json' with { type: 'json' };
import enReference from './en/reference.json' with { type: 'json' };
import enRelationships from './en/relationships.json' with { type: 'json' };
import enSignups from './en/signups.json' with { type: 'json' };
import enSubscriptions from './en/subscriptions.json' with { type: 'json' };
import enWebhooks from './en/webhooks.json' with { type: 'json' };
import enWorkbench from './en/workbench.json' with { type: 'json' };
import koAgreements from './ko/agreements.json' with { type: 'json' };
import koAudit from './ko/audit.json' with { type: 'json' };
import koCatalog from './ko/catalog.json' with { type: 'json' };
import koClaims from './ko/claims.json' with { type: 'json' };
import koCli from './ko/cli.json' with { type: 'json' };
import koEvents from './ko/events.json' with { type: 'json' };
import koIdentity from './ko/identity.json' with { type: 'json' };
import koJobs from './ko/jobs.json' with { type: 'json' };
import koMembers from './ko/members.json' with { type: 'json' };
import koMerges from './ko/merges.json' with { type: 'json' };
import koNotices from './ko/notices.json' with { type: 'json' };
import koOrders from './ko/orders.json' with { type: 'json' };
import koOrganizations from './ko/organizations.json' with { type: 'json' };
import koPartnerships from './ko/partnerships.json' with { type: 'json' };
import koPlatform from './ko/platform.json' with { type: 'json' };
import koPortal from './ko/portal.json' with { type: 'json' };
import koReference from './ko/reference.json' with { type: 'json' };
import koRelationships from './ko/relationships.json' with { type: 'json' };
import koSignups from './ko/signups.json' with { type: 'json' };
import koSubscriptions from './ko/subscriptions.json' with { type: 'json' };
import koWebhooks from './ko/webhooks.json' with { type: 'json' };
import koWorkbench from './ko/workbench.json' with { type: 'json' };
import zhAgreements from './zh-CN/agreements.json' with { type: 'json' };
import zhAudit from './zh-CN/audit.json' with { type: 'json' };
import zhCatalog from './zh-CN/catalog.json' with { type: 'json' };
import zhClaims from './zh-CN/claims.json' with { type: 'json' };
import zhCli from './zh-CN/cli.json' with { type: 'json' };
import zhEvents from './zh-CN/events.json' with { type: 'json' };
import zhIdentity from './zh-CN/identity.json' with { type: 'json' };
import zhJobs from './zh-CN/jobs.json' with { type: 'json' };
import zhMembers from './zh-CN/members.json' with { type: 'json' };
import zhMerges from './zh-CN/merges.json' with { type: 'json' };
import zhNotices from './zh-CN/notices.json' with { type: 'json' };
import zhOrders from './zh-CN/orders.json' with { type: 'json' };
import zhOrganizations from './zh-CN/organizations.json' with { type: 'json' };
import zhPartnerships from './zh-CN/partnerships.json' with { type: 'json' };
import zhPlatform from './zh-CN/platform.json' with { type: 'json' };
import zhPortal from './zh-CN/portal.json' with { type: 'json' };
import zhReference from './zh-CN/reference.json' with { type: 'json' };
import zhRelationships from './zh-CN/relationships.json' with { type: 'json' };
import zhSignups from './zh-CN/signups.json' with { type: 'json' };
import zhSubscriptions from './zh-CN/subscriptions.json' with { type: 'json' };
import zhWebhooks from './zh-CN/webhooks.json' with { type: 'json' };
import zhWorkbench from './zh-CN/workbench.json' with { type: 'json' };

export const files = {
  en: [
    enAgreements,
    enAudit,
    enCatalog,
    enClaims,
    enCli,
    enEvents,
    enIdentity,
    enJobs,
    enMembers,
    enMerges,
    enNotices,
    enOrders,
    enOrganizations,
    enPartnerships,
    enPlatform,
    enPortal,
    enReference,
    enRelationships,
    enSignups,
    enSubscriptions,
    enWebhooks,
    enWorkbench,
  ],
  ko: [
    koAgreements,
    koAudit,
    koCatalog,
    koClaims,
    koCli,
    koEvents,
    koIdentity,
    koJobs,
    koMembers,
    koMerges,
    koNotices,
    koOrders,
    koOrganizations,
    koPartnerships,
    koPlatform,
    koPortal,
    koReference,
    koRelationships,
    koSignups,
    koSubscriptions,
    koWebhooks,
    koWorkbench,
  ],
  'zh-CN': [
    zhAgreements,
    zhAudit,
    zhCatalog,
    zhClaims,
    zhCli,
    zhEvents,
    zhIdentity,
    zhJobs,
    zhMembers,
    zhMerges,
    zhNotices,
    zhOrders,
    zhOrganizations,
    zhPartnerships,
    zhPlatform,
    zhPortal,
    zhReference,
    zhRelationships,
    zhSignups,
    zhSubscriptions,
    zhWebhooks,
    zhWorkbench,
  ],
};
