/// The tables of applications. Personal columns are sealed under the key of the subject that an application is about.
///
/// [pk.rahnuma.registration.records.Applications] are the rows themselves,
/// [pk.rahnuma.registration.records.Contents] what they say: answers in force, replaced ones, those that wait.
/// [pk.rahnuma.registration.records.Register] holds the addresses and mobile numbers that they stand for,
/// [pk.rahnuma.registration.records.History] what happened to them. [pk.rahnuma.registration.records.Moves] is the only
/// way to another status, and writes all of that down.
///
/// Everything takes part in the transaction that runs on the thread; who calls has locked what is changed.
package pk.rahnuma.registration.records;
