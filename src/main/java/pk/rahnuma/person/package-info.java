/// Persons behind the chats: their consent, their data, and their rights over it.
///
/// A person has the id of their conversation, whose row is the first lock of every transaction about them.
///
/// * [GiveConsentAction], [ConsentStatusAction]: consent to the
///   storage of personal data.
/// * [pk.rahnuma.person.PersonalDataStatusAction], [pk.rahnuma.person.RequestErasureAction],
///   [pk.rahnuma.person.CancelErasureAction]: actions of the script `my-data`.
/// * [pk.rahnuma.person.PersonErasureService]: erasure of persons;
///   [pk.rahnuma.person.ErasureRequestRepository] has the requests. Each package with personal data has a
///   [pk.rahnuma.vault.PersonalDataHandler], which erases it.
/// * [pk.rahnuma.person.news.StatusNewsService]: news of applications by e-mail, SMS and web push
///   ([pk.rahnuma.person.news.PushSubscriptionService]).
/// * [pk.rahnuma.person.signin.PersonSignInService]: sign-in by a code; [pk.rahnuma.person.signin.DeviceSessionService]
///   has the devices and their tokens, [PersonIdentityRepository] the proved addresses.
package pk.rahnuma.person;
