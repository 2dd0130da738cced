/// What persons see of applications: their own ([pk.rahnuma.registration.overview.Mine],
/// [pk.rahnuma.registration.overview.Own], [pk.rahnuma.registration.overview.OwnDocuments]), those of an organisation
/// ([pk.rahnuma.registration.overview.OfOrganisation]), and one by its number and a second proof
/// ([pk.rahnuma.registration.overview.LookUp]). It changes no application.
package pk.rahnuma.registration.overview;
