package pk.rahnuma.api.person;

import jakarta.inject.Singleton;
import pk.rahnuma.api.action.PersonActionInvoker;
import pk.rahnuma.messaging.chat.Chat;
import pk.rahnuma.person.PersonLock;
import pk.rahnuma.person.consent.ConsentStatusAction;
import pk.rahnuma.person.profile.PersonalDataStatusAction;

/// Reads what the API shows of a person, from the actions by which the chat shows it.
@Singleton
final class PersonSummaries {

    private final PersonActionInvoker actions;
    private final PersonLock persons;
    private final ConsentStatusAction consents;
    private final PersonalDataStatusAction personalData;

    PersonSummaries(
            PersonActionInvoker actions,
            PersonLock persons,
            ConsentStatusAction consents,
            PersonalDataStatusAction personalData) {
        this.actions = actions;
        this.persons = persons;
        this.consents = consents;
        this.personalData = personalData;
    }

    PersonResponse toResponse(Chat chat) {
        ConsentStatusAction.Out consent = actions.queryAction(consents, chat, new ConsentStatusAction.In());
        PersonalDataStatusAction.Out data = actions.queryAction(personalData, chat, new PersonalDataStatusAction.In());
        return new PersonResponse(
                persons.findLanguage(chat.conversation()).orElse(null),
                new PersonResponse.ConsentResponse(
                        consent.consented(),
                        consent.version(),
                        data.version().isEmpty() ? null : data.version(),
                        data.agreed_at(),
                        data.withdrawn_at()),
                data.leaving() ? new PersonResponse.ErasureResponse(data.due()) : null);
    }
}
