package pk.rahnuma.desk;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import pk.rahnuma.conversation.batch.ReceivedMessageFactory;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.intake.OpenTicketAction;
import pk.rahnuma.ticket.intake.RateTicketAction;
import pk.rahnuma.ticket.intake.TicketAdmissionService;
import pk.rahnuma.ticket.work.CustomerMessageService;
import pk.rahnuma.ticket.work.CustomerTicketService;

/// Tickets of a person: opens, adds to and rates them, under the lock of the person. Each method takes part in the
/// transaction of the thread.
@Singleton
public final class PersonTicketService {

    /// Limits of a text, as the scripts of the chat have them.
    public static final int MIN_TEXT_LENGTH = 5;

    public static final int MAX_TEXT_LENGTH = 1500;
    public static final int MAX_STARS = 5;

    private final PersonActionInvoker actions;
    private final CustomerTicketService tickets;
    private final CustomerMessageService messages;
    private final OpenTicketAction openAction;
    private final RateTicketAction rateAction;
    private final TicketAdmissionService admissions;
    private final Clock clock;

    PersonTicketService(
            PersonActionInvoker actions,
            CustomerTicketService tickets,
            CustomerMessageService messages,
            OpenTicketAction openAction,
            RateTicketAction rateAction,
            TicketAdmissionService admissions,
            Clock clock) {
        this.actions = actions;
        this.tickets = tickets;
        this.messages = messages;
        this.openAction = openAction;
        this.rateAction = rateAction;
        this.admissions = admissions;
        this.clock = clock;
    }

    /// Opens a ticket.
    ///
    /// @param topic one of [Ticket#SCRIPT_TOPICS]
    /// @param reference of the application that it is about, or null
    /// @throws DeskException when something is missing, or the person may open no ticket now
    public CustomerTicketService.CustomerTicket openTicket(
            Chat chat, @Nullable String topic, @Nullable String text, @Nullable String reference) {
        if (topic == null || !Ticket.SCRIPT_TOPICS.contains(topic)) {
            throw new DeskException(
                    DeskException.Kind.INVALID,
                    "Give `topic`: one of " + String.join(", ", Ticket.SCRIPT_TOPICS) + ".");
        }
        String story = readText(text, "text", MIN_TEXT_LENGTH).text();
        String application = reference == null ? "" : requireApplication(reference);
        OpenTicketAction.Out opened =
                actions.callAction(openAction, chat, new OpenTicketAction.In(topic, story, application));
        if (!opened.refused().isEmpty()) {
            throw toException(opened);
        }
        return findAgain(chat, Reference.parseText(opened.number()).orElseThrow());
    }

    private DeskException toException(OpenTicketAction.Out refusal) {
        return switch (refusal.refused()) {
            case OpenTicketAction.REFUSED_NO_OPERATOR ->
                new DeskException(DeskException.Kind.NO_OPERATOR, "No ticket starts before its operator is named.");
            case OpenTicketAction.REFUSED_BLOCKED -> blockedPerson(refusal.again());
            case OpenTicketAction.REFUSED_OWN ->
                new DeskException(
                        DeskException.Kind.NOT_POSSIBLE,
                        "A person has at most " + TicketAdmissionService.MAX_OPEN_TICKETS_PER_PERSON
                                + " open tickets: write to one of them.");
            default ->
                DeskException.retryLater(
                        "Too many tickets of persons who have proved nothing: sign in by e-mail or mobile number, which"
                                + " lets the same request pass, or send it again later.",
                        Duration.between(clock.instant(), refusal.again()));
        };
    }

    /// Adds a message to a ticket, which then waits for the desk; a closed one is reopened.
    ///
    /// @param condition that the ticket must meet as it is now
    /// @throws DeskException when there is no such ticket, or it takes no messages
    public CustomerTicketService.CustomerTicket addMessage(
            Chat chat, String number, @Nullable String text, Consumer<CustomerTicketService.CustomerTicket> condition) {
        Reply body = readText(text, "text", 1);
        Reference ticket = requireTicket(chat, number, condition);
        admissions.findBlock(chat.conversation(), clock.instant()).ifPresent(block -> {
            throw blockedPerson(block.until());
        });
        if (messages.addMessage(chat, ticket, body, clock.instant()).isEmpty()) {
            throw new DeskException(
                    DeskException.Kind.NOT_POSSIBLE,
                    "This ticket takes no messages: write to that of `mergedInto`, or open another.");
        }
        return findAgain(chat, ticket);
    }

    /// Rates the help with a solved ticket. One or two stars reopen it, more close it.
    ///
    /// @param comment or null
    /// @param condition that the ticket must meet as it is now
    /// @throws DeskException when there is no such ticket, or it is not solved
    public CustomerTicketService.CustomerTicket rateTicket(
            Chat chat,
            String number,
            @Nullable Integer stars,
            @Nullable String comment,
            Consumer<CustomerTicketService.CustomerTicket> condition) {
        if (stars == null || stars < 1 || stars > MAX_STARS) {
            throw new DeskException(DeskException.Kind.INVALID, "Give `stars`: 1 to " + MAX_STARS + ".");
        }
        String remark = comment == null ? "" : readText(comment, "comment", 1).text();
        Reference ticket = requireTicket(chat, number, condition);
        RateTicketAction.In rating = new RateTicketAction.In(ticket.toGroupedText(), Integer.toString(stars), remark);
        if (!actions.callAction(rateAction, chat, rating).done()) {
            throw new DeskException(DeskException.Kind.NOT_POSSIBLE, "Only a solved ticket can be rated.");
        }
        return findAgain(chat, ticket);
    }

    private CustomerTicketService.CustomerTicket findAgain(Chat chat, Reference number) {
        return tickets.findTicket(chat.conversation(), number, clock.instant()).orElseThrow();
    }

    private Reference requireTicket(
            Chat chat, String number, Consumer<CustomerTicketService.CustomerTicket> condition) {
        actions.lockPerson(chat);
        CustomerTicketService.CustomerTicket ticket = Reference.parseText(number)
                .flatMap(parsed -> tickets.findTicket(chat.conversation(), parsed, clock.instant()))
                .orElseThrow(PersonTicketService::unknownTicket);
        condition.accept(ticket);
        return ticket.ticket().number();
    }

    /// Refusal of a number that no ticket of the person has.
    public static DeskException unknownTicket() {
        return new DeskException(DeskException.Kind.NOT_FOUND, "You have no ticket of this number.");
    }

    private static DeskException blockedPerson(@Nullable Instant until) {
        return new DeskException(
                DeskException.Kind.NOT_POSSIBLE,
                "Staff do not read messages of this person "
                        + (until == null ? "until they lift the block" : "before " + until)
                        + ". Forms, status and personal data work as before; else write to the operator.");
    }

    /// Reads a text as the chat does.
    private static Reply readText(@Nullable String text, String name, int minLength) {
        Reply read = text == null || text.length() > MAX_TEXT_LENGTH
                ? null
                : ReceivedMessageFactory.createBody(new ConversationInput.Text(text, null, false));
        if (read == null || read.text().strip().length() < minLength) {
            throw new DeskException(
                    DeskException.Kind.INVALID,
                    "Give `" + name + "`: text of " + minLength + " to " + MAX_TEXT_LENGTH + " characters.");
        }
        return read;
    }

    private static String requireApplication(String reference) {
        return Reference.parseText(reference)
                .filter(parsed -> !parsed.isTicket())
                .map(Reference::toGroupedText)
                .orElseThrow(() -> new DeskException(
                        DeskException.Kind.INVALID_REFERENCE,
                        "The reference has a typing error: compare each symbol, or leave it out."));
    }
}
