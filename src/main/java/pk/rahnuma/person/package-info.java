/// Persons: who is behind the chats, what they agreed to, and what they may do about their data.
///
/// A person has the number of their conversation; its row is the lock that everything about them takes first.
///
/// * [GiveConsentAction], [ConsentStatusAction]: agreeing, and whether it holds.
/// * [PersonalDataStatusAction], [RequestErasureAction], [CancelErasureAction]: what the script `my-data` asks for.
/// * [PersonErasureService]: how a person is erased; [ErasureRequestRepository] is who asked for it. All that keeps
///   something about a person is a [pk.rahnuma.vault.PersonalDataHandler], and erases it there.
package pk.rahnuma.person;
