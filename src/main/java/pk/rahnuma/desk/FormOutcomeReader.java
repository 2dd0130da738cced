package pk.rahnuma.desk;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import pk.rahnuma.conversation.batch.TurnReceipt;
import pk.rahnuma.dialog.engine.ConversationForms;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.render.FormView;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.registration.overview.ApplicationView;
import pk.rahnuma.registration.overview.PersonApplicationService;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.ticket.work.CustomerTicketService;

/// Reads how a form goes on after a turn: its view and check, or its end with the application that it is about.
@Singleton
final class FormOutcomeReader {

    private final PersonApplicationService applications;
    private final CustomerTicketService tickets;
    private final Clock clock;

    FormOutcomeReader(PersonApplicationService applications, CustomerTicketService tickets, Clock clock) {
        this.applications = applications;
        this.tickets = tickets;
        this.clock = clock;
    }

    /// Outcome of a draft that an earlier request has submitted; empty when none has.
    Optional<FormOutcome> findSubmitted(Caller caller, String draft) {
        return findBySession(caller.person(), draft, clock.instant()).map(FormOutcome::ofApplication);
    }

    private Optional<ApplicationView> findBySession(long person, String session, Instant now) {
        return applications
                .findSubmitted(person, session, now)
                .or(() -> tickets.findReferenceOf(person, session)
                        .flatMap(reference -> applications.findApplication(person, reference, now)));
    }

    /// Outcome of answers that were submitted.
    ///
    /// @param present forms after them
    /// @param before the form before them; empty when there was none, or any was meant
    FormOutcome describeOutcome(
            Chat chat,
            TurnReceipt receipt,
            ConversationInput.SubmittedAnswers submitted,
            ConversationForms present,
            Optional<FormView> before) {
        Optional<Reply.FormEnding> ending = receipt.endings().stream()
                .filter(each -> submitted.session() == null || each.session().equals(submitted.session()))
                .findFirst();
        if (ending.isEmpty()) {
            Optional<FormView> form = present.findForm(submitted.session());
            if (form.isPresent()) {
                if (submitted.skipsOptional() && !receipt.repeated()) {
                    DraftService.requireComplete(form.get());
                }
                return FormOutcome.ofForm(form.get(), present.check());
            }
        }
        String text =
                receipt.replies().stream().map(message -> message.body().text()).collect(Collectors.joining("\n\n"));
        Instant now = clock.instant();
        ApplicationView application = Optional.ofNullable(submitted.session())
                .flatMap(session -> findBySession(chat.conversation(), session, now))
                .or(() -> before.flatMap(form -> findConcerned(chat, form, now)))
                .orElse(null);
        return FormOutcome.ofEnding(ending.orElse(null), text, application);
    }

    /// Application that a form of an action is about. A person with a single one is not asked which.
    private Optional<ApplicationView> findConcerned(Chat chat, FormView form, Instant now) {
        if (!ApplicationActionService.isOfAction(form)) {
            return Optional.empty();
        }
        Optional<Reference> reference = ApplicationActionService.asksWhich(form)
                ? ApplicationActionService.findReference(form)
                : applications
                        .listApplications(chat.conversation(), now.plusSeconds(1), Long.MAX_VALUE, 1, now)
                        .stream()
                        .findFirst()
                        .map(listed -> listed.application().reference());
        return reference.flatMap(
                concerned -> applications.findApplication(chat.conversation(), concerned.symbols(), now));
    }
}
