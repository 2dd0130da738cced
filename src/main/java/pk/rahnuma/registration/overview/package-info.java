/// Views of applications for persons: their own ([pk.rahnuma.registration.overview.ListApplicationsAction],
/// [pk.rahnuma.registration.overview.ShowApplicationAction],
/// [pk.rahnuma.registration.overview.ListApplicationDocumentsAction],
/// [pk.rahnuma.registration.overview.FindPreviousAnswersAction]), those of an organisation
/// ([pk.rahnuma.registration.overview.ListOrganisationApplicationsAction]), and one by its reference and a second proof
/// ([pk.rahnuma.registration.overview.ApplicationLookupService]). It changes no application.
package pk.rahnuma.registration.overview;
