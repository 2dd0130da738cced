package pk.rahnuma.api.person;

import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import pk.rahnuma.desk.ErasureRequestService;
import pk.rahnuma.desk.PersonConsentService;
import pk.rahnuma.http.EntityTags;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.person.ConsentStatusAction;
import pk.rahnuma.person.PersonLock;
import pk.rahnuma.person.PersonalDataStatusAction;
import pk.rahnuma.person.link.PersonLinkService;

/// Reads what the API shows of a person, from the actions by which the chat shows it.
@Singleton
final class PersonSummaries {

    private final PersonLock persons;
    private final PersonConsentService consents;
    private final ErasureRequestService erasures;
    private final PersonLinkService links;

    PersonSummaries(
            PersonLock persons,
            PersonConsentService consents,
            ErasureRequestService erasures,
            PersonLinkService links) {
        this.persons = persons;
        this.consents = consents;
        this.erasures = erasures;
        this.links = links;
    }

    /// Checks that the client has seen the present state of the person.
    void requireMatch(Chat chat, HttpRequest<?> request) {
        EntityTags.requireMatch(request, () -> EntityTags.of(toResponse(chat)));
    }

    PersonResponse toResponse(Chat chat) {
        ConsentStatusAction.Out consent = consents.findStatus(chat);
        PersonalDataStatusAction.Out data = erasures.findStatus(chat);
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
