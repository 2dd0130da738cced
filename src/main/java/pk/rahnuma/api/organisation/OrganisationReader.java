package pk.rahnuma.api.organisation;

import jakarta.inject.Singleton;
import pk.rahnuma.desk.PersonActionInvoker;
import pk.rahnuma.http.ApiException;
import pk.rahnuma.http.ProblemDetail;
import pk.rahnuma.messaging.chat.Chat;
import pk.rahnuma.organisation.ShowOrganisationAction;

/// Reads an organisation for one of its members. An organisation of others counts as none.
@Singleton
final class OrganisationReader {

    private final PersonActionInvoker actions;
    private final ShowOrganisationAction showing;

    OrganisationReader(PersonActionInvoker actions, ShowOrganisationAction showing) {
        this.actions = actions;
        this.showing = showing;
    }

    /// @throws ApiException when the person is no member
    ShowOrganisationAction.Out requireOrganisation(Chat chat, String id) {
        // An empty code would be the oldest organisation of the person.
        ShowOrganisationAction.Out shown = actions.queryAction(showing, chat, new ShowOrganisationAction.In(id));
        if (id.isBlank() || !shown.found()) {
            throw ApiException.ofKind(ProblemDetail.Kind.NOT_FOUND, "You have no organisation of this id.");
        }
        return shown;
    }
}
