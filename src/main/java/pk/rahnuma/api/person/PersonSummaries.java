package pk.rahnuma.api.person;

import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import pk.rahnuma.desk.PersonActionInvoker;
import pk.rahnuma.desk.PersonConsentService;
import pk.rahnuma.http.EntityTags;
import pk.rahnuma.messaging.chat.Chat;
import pk.rahnuma.person.ConsentStatusAction;
import pk.rahnuma.person.PersonLock;
import pk.rahnuma.person.erasure.PersonalDataStatusAction;
import pk.rahnuma.person.link.PersonLinkService;

/// Reads what the API shows of a person, from the actions by which the chat shows it.
@Singleton
final class PersonSummaries {

    private final PersonActionInvoker actions;
    private final PersonLock persons;
    private final PersonConsentService consents;
    private final PersonalDataStatusAction personalData;
    private final PersonLinkService links;

    PersonSummaries(
            PersonActionInvoker actions,
            PersonLock persons,
            PersonConsentService consents,
            PersonalDataStatusAction personalData,
            PersonLinkService links) {
        this.actions = actions;
        this.persons = persons;
        this.consents = consents;
        this.personalData = personalData;
        this.links = links;
    }

    /// Locks the person for a change, and checks that it is based on their present state.
    void lockPerson(Chat chat, HttpRequest<?> request) {
        actions.lockPerson(chat);
        requireMatch(chat, request);
    }

    /// Checks that the client has seen the present state of the person.
    void requireMatch(Chat chat, HttpRequest<?> request) {
        EntityTags.requireMatch(request, () -> EntityTags.of(toResponse(chat)));
    }

    PersonResponse toResponse(Chat chat) {
        ConsentStatusAction.Out consent = consents.findStatus(chat);
        PersonalDataStatusAction.Out data = actions.queryAction(personalData, chat, new PersonalDataStatusAction.In());
        return new PersonResponse(
                persons.findLanguage(chat.conversation()).orElse(null),
                new PersonResponse.ConsentResponse(
                        consent.consented(),
                        consent.version(),
                        data.version().isEmpty() ? null : data.version(),
                        data.agreed_at(),
                        data.withdrawn_at()),
                data.leaving() ? new PersonResponse.ErasureResponse(data.due()) : null,
                links.countLinks(chat.conversation()));
    }
}
