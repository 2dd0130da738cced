/// Views of applications for persons: their own ([ListApplicationsAction], [ShowApplicationAction],
/// [ListApplicationDocumentsAction], [FindPreviousAnswersAction]), those of an organisation
/// ([ListOrganisationApplicationsAction]), and one by its reference and a second proof ([ApplicationLookupService]). It
/// changes no application.
package pk.rahnuma.registration.overview;
