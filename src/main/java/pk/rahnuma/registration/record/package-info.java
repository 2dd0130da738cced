/// The tables of applications. Personal columns are sealed under the key of the application's subject.
///
/// [pk.rahnuma.registration.record.ApplicationRepository] has the rows,
/// [pk.rahnuma.registration.record.ApplicationContentService] the answers: in force, replaced and pending ones.
/// [pk.rahnuma.registration.record.LineRegisterRepository] has the addresses and mobile numbers,
/// [pk.rahnuma.registration.record.ApplicationHistoryRepository] the events.
/// [pk.rahnuma.registration.record.ApplicationTransitionService] alone changes the status, and records it.
///
/// All code here takes part in the transaction of the thread; the caller has locked what is changed.
package pk.rahnuma.registration.record;
