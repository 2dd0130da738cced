/// The tables of applications. Personal columns are sealed under the key of the application's subject.
///
/// [ApplicationRepository] has the rows, [ApplicationContentService] the answers: in force, replaced and pending ones.
/// [LineRegisterRepository] has the addresses and mobile numbers, [ApplicationHistoryRepository] the events.
/// [ApplicationTransitionService] alone changes the status, and records it.
///
/// [ApplicationAccess] says what a person may see and do; [SearchIndexRepository] is the index of words and numbers.
///
/// All code here takes part in the transaction of the thread; the caller has locked what is changed.
package pk.rahnuma.registration.record;
