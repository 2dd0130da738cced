/// What persons see of applications: their own ([pk.rahnuma.registration.overview.ListApplicationsAction],
/// [pk.rahnuma.registration.overview.ShowApplicationAction],
/// [pk.rahnuma.registration.overview.ListApplicationDocumentsAction]), those of an organisation
/// ([pk.rahnuma.registration.overview.ListOrganisationApplicationsAction]), and one by its number and a second proof
/// ([pk.rahnuma.registration.overview.LookUpApplicationAction]). It changes no application.
package pk.rahnuma.registration.overview;
