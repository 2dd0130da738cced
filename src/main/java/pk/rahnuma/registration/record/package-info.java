/// The tables of applications. Personal columns are sealed under the key of the subject that an application is about.
///
/// [pk.rahnuma.registration.record.ApplicationRepository] are the rows themselves,
/// [pk.rahnuma.registration.record.ApplicationContentService] what they say: answers in force, replaced ones, those
/// that wait. [pk.rahnuma.registration.record.LineRegisterRepository] holds the addresses and mobile numbers that they
/// stand for, [pk.rahnuma.registration.record.ApplicationHistoryRepository] what happened to them.
/// [pk.rahnuma.registration.record.ApplicationTransitionService] is the only way to another status, and writes all of
/// that down.
///
/// Everything takes part in the transaction that runs on the thread; who calls has locked what is changed.
package pk.rahnuma.registration.record;
