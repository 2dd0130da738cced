/// Persons: who is behind the chats, what they agreed to, and what they may do about their data.
///
/// A person has the number of their conversation; its row is the lock that everything about them takes first.
///
/// * [pk.rahnuma.person.consent.GiveConsentAction], [pk.rahnuma.person.consent.ConsentStatusAction]: agreeing, and
///   whether it holds.
/// * [pk.rahnuma.person.profile.PersonalDataStatusAction], [pk.rahnuma.person.erasure.RequestErasureAction],
///   [pk.rahnuma.person.erasure.CancelErasureAction]: what the script `my-data` asks for.
/// * [pk.rahnuma.person.erasure.PersonErasureService]: how a person is erased;
///   [pk.rahnuma.person.erasure.ErasureRequestRepository] is who asked for it. All that keeps something about a person
///   is a [pk.rahnuma.vault.PersonalDataHandler], and erases it there.
package pk.rahnuma.person;
