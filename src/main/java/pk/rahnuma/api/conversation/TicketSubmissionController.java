package pk.rahnuma.api.conversation;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import pk.rahnuma.conversation.batch.ReceivedMessageFactory;
import pk.rahnuma.desk.ConversationChangeNotifier;
import pk.rahnuma.desk.PersonActionInvoker;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.http.ApiException;
import pk.rahnuma.http.EntityTags;
import pk.rahnuma.http.IdempotentRequests;
import pk.rahnuma.http.JsonBodyReader;
import pk.rahnuma.http.ProblemDetail;
import pk.rahnuma.http.SenderProblems;
import pk.rahnuma.http.UncachedResponse;
import pk.rahnuma.http.caller.ChatAuthentication;
import pk.rahnuma.http.caller.ChatAuthenticator;
import pk.rahnuma.messaging.chat.Chat;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.intake.OpenTicketAction;
import pk.rahnuma.ticket.intake.RateTicketAction;
import pk.rahnuma.ticket.intake.TicketAdmissionService;
import pk.rahnuma.ticket.work.CustomerMessageService;
import pk.rahnuma.ticket.work.CustomerTicketService;

/// Opens tickets, adds messages to them, and rates them.
@Controller("/api/v1/tickets")
@Tag(name = "Tickets")
@SecurityRequirement(name = "token")
@SecurityRequirement(name = "cookie")
@Secured(ChatAuthentication.ROLE)
@ExecuteOn(TaskExecutors.BLOCKING)
final class TicketSubmissionController {

    /// Limits of a text, as the scripts of the chat have them.
    private static final int MIN_TEXT_LENGTH = 5;

    private static final int MAX_TEXT_LENGTH = 1500;
    private static final int MAX_STARS = 5;

    private final ChatAuthenticator callers;
    private final IdempotentRequests requests;
    private final PersonActionInvoker actions;
    private final CustomerTicketService tickets;
    private final CustomerMessageService messages;
    private final OpenTicketAction opening;
    private final RateTicketAction rating;
    private final ConversationChangeNotifier notifier;
    private final Clock clock;

    TicketSubmissionController(
            ChatAuthenticator callers,
            IdempotentRequests requests,
            PersonActionInvoker actions,
            CustomerTicketService tickets,
            CustomerMessageService messages,
            OpenTicketAction opening,
            RateTicketAction rating,
            ConversationChangeNotifier notifier,
            Clock clock) {
        this.callers = callers;
        this.requests = requests;
        this.actions = actions;
        this.tickets = tickets;
        this.messages = messages;
        this.opening = opening;
        this.rating = rating;
        this.notifier = notifier;
        this.clock = clock;
    }

    /// Request body.
    ///
    /// @param topic `my_application`, `how_to_register`, `complaint`, `line_blocked` or `something_else`
    /// @param text of 5 to 1,500 characters
    /// @param reference of the application that it is about; may be missing
    @Schema(name = "NewTicketRequest", example = """
            {
              "topic": "complaint",
              "text": "My company does not answer.",
              "reference": "K7MP-4RTX-9X"
            }
            """)
    record NewTicketRequest(
            @Schema(example = "complaint") String topic,

            @Schema(minLength = MIN_TEXT_LENGTH, maxLength = MAX_TEXT_LENGTH, example = "My company does not answer.")
            String text,

            @Nullable @Schema(example = "K7MP-4RTX-9X") String reference) {}

    /// Request body.
    ///
    /// @param text of at most 1,500 characters
    @Schema(name = "NewTicketMessageRequest", example = "{\"text\": \"It works again.\"}")
    record NewTicketMessageRequest(
            @Schema(maxLength = MAX_TEXT_LENGTH, example = "It works again.")
            String text) {}

    /// Request body.
    ///
    /// @param stars 1 to 5; 1 and 2 reopen the ticket
    /// @param comment may be missing
    @Schema(name = "TicketRatingRequest", example = "{\"stars\": 5, \"comment\": \"Quick and clear.\"}")
    record TicketRatingRequest(
            @Schema(minimum = "1", maximum = "5", example = "5")
            Integer stars,

            @Nullable @Schema(example = "Quick and clear.", maxLength = MAX_TEXT_LENGTH)
            String comment) {}

    /// Opens a ticket.
    @Post
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = NewTicketRequest.class)))
    @ApiResponse(
            responseCode = "200",
            description = "The ticket",
            content = @Content(schema = @Schema(implementation = TicketResponse.class)))
    @SenderProblems
    @ApiResponse(responseCode = "409", ref = "#/components/responses/Conflict")
    @ApiResponse(responseCode = "422", ref = "#/components/responses/Invalid")
    HttpResponse<TicketResponse> openTicket(HttpRequest<?> request, @Nullable @Body byte[] body) {
        Chat chat = authenticate(request, body);
        NewTicketRequest asked = JsonBodyReader.readBody(body, NewTicketRequest.class);
        if (asked.topic() == null || !Ticket.SCRIPT_TOPICS.contains(asked.topic())) {
            throw ApiException.ofKind(
                    ProblemDetail.Kind.INVALID,
                    "Give `topic`: one of " + String.join(", ", Ticket.SCRIPT_TOPICS) + ".");
        }
        Reply text = readText(asked.text(), "text", MIN_TEXT_LENGTH);
        String reference = asked.reference() == null ? "" : requireApplication(asked.reference());
        return submit(chat, request, body, () -> {
            actions.lockPerson(chat);
            OpenTicketAction.Out opened =
                    actions.callAction(opening, chat, new OpenTicketAction.In(asked.topic(), text.text(), reference));
            if (!opened.refused().isEmpty()) {
                throw toException(opened);
            }
            return toResponse(chat, Reference.parseText(opened.number()).orElseThrow());
        });
    }

    /// Adds a message to a ticket, which then waits for the desk; a closed one is reopened.
    ///
    /// @param number of the ticket
    @Post("/{number}/messages")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = NewTicketMessageRequest.class)))
    @ApiResponse(
            responseCode = "200",
            description = "The ticket",
            content = @Content(schema = @Schema(implementation = TicketResponse.class)))
    @SenderProblems
    @ApiResponse(responseCode = "404", ref = "#/components/responses/NotFound")
    @ApiResponse(responseCode = "409", ref = "#/components/responses/Conflict")
    @ApiResponse(responseCode = "412", ref = "#/components/responses/PreconditionFailed")
    @ApiResponse(responseCode = "422", ref = "#/components/responses/Invalid")
    HttpResponse<TicketResponse> addMessage(
            HttpRequest<?> request, @Schema(example = "T7MP-4RTX-9X") String number, @Nullable @Body byte[] body) {
        Chat chat = authenticate(request, body);
        Reply text = readText(
                JsonBodyReader.readBody(body, NewTicketMessageRequest.class).text(), "text", 1);
        return submit(chat, request, body, () -> {
            Reference ticket = requireTicket(chat, request, number);
            if (messages.addMessage(chat, ticket, text, clock.instant()).isEmpty()) {
                throw ApiException.ofKind(
                        ProblemDetail.Kind.NOT_POSSIBLE,
                        "This ticket takes no messages: write to that of `mergedInto`, or open another.");
            }
            return toResponse(chat, ticket);
        });
    }

    /// Rates the help with a solved ticket. One or two stars reopen it, more close it.
    ///
    /// @param number of the ticket
    @Post("/{number}/rating")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = TicketRatingRequest.class)))
    @ApiResponse(
            responseCode = "200",
            description = "The ticket",
            content = @Content(schema = @Schema(implementation = TicketResponse.class)))
    @SenderProblems
    @ApiResponse(responseCode = "404", ref = "#/components/responses/NotFound")
    @ApiResponse(responseCode = "409", ref = "#/components/responses/Conflict")
    @ApiResponse(responseCode = "412", ref = "#/components/responses/PreconditionFailed")
    @ApiResponse(responseCode = "422", ref = "#/components/responses/Invalid")
    HttpResponse<TicketResponse> rateTicket(
            HttpRequest<?> request, @Schema(example = "T7MP-4RTX-9X") String number, @Nullable @Body byte[] body) {
        Chat chat = authenticate(request, body);
        TicketRatingRequest rated = JsonBodyReader.readBody(body, TicketRatingRequest.class);
        if (rated.stars() == null || rated.stars() < 1 || rated.stars() > MAX_STARS) {
            throw ApiException.ofKind(ProblemDetail.Kind.INVALID, "Give `stars`: 1 to " + MAX_STARS + ".");
        }
        String comment = rated.comment() == null
                ? ""
                : readText(rated.comment(), "comment", 1).text();
        return submit(chat, request, body, () -> {
            Reference ticket = requireTicket(chat, request, number);
            RateTicketAction.In in =
                    new RateTicketAction.In(ticket.toGroupedText(), Integer.toString(rated.stars()), comment);
            if (!actions.callAction(rating, chat, in).done()) {
                throw ApiException.ofKind(ProblemDetail.Kind.NOT_POSSIBLE, "Only a solved ticket can be rated.");
            }
            return toResponse(chat, ticket);
        });
    }

    private ApiException toException(OpenTicketAction.Out refusal) {
        return switch (refusal.refused()) {
            case OpenTicketAction.REFUSED_NO_OPERATOR ->
                ApiException.ofKind(ProblemDetail.Kind.NO_OPERATOR, "No ticket starts before its operator is named.");
            case OpenTicketAction.REFUSED_OWN ->
                ApiException.ofKind(
                        ProblemDetail.Kind.NOT_POSSIBLE,
                        "A person has at most " + TicketAdmissionService.MAX_OPEN_TICKETS_PER_PERSON
                                + " open tickets: write to one of them.");
            default ->
                ApiException.retryLater(
                        ProblemDetail.Kind.TOO_MANY,
                        "Too many tickets of persons who have proved nothing: sign in by e-mail or mobile number, which"
                                + " lets the same request pass, or send it again later.",
                        Duration.between(clock.instant(), refusal.again()));
        };
    }

    private Chat authenticate(HttpRequest<?> request, byte[] body) {
        Chat chat = callers.requireSender(request);
        return chat;
    }

    private HttpResponse<TicketResponse> submit(
            Chat chat, HttpRequest<?> request, byte[] body, Supplier<TicketResponse> work) {
        TicketResponse response = requests.executeOnce(chat, request, body, TicketResponse.class, work);
        notifier.notifyListeners(chat.conversation());
        return UncachedResponse.ofJson(response);
    }

    private TicketResponse toResponse(Chat chat, Reference number) {
        return tickets.findTicket(chat.conversation(), number, clock.instant())
                .map(TicketResponse::inFull)
                .orElseThrow();
    }

    /// Finds a ticket of the person, under their lock, in the state that the client has seen.
    private Reference requireTicket(Chat chat, HttpRequest<?> request, String number) {
        actions.lockPerson(chat);
        CustomerTicketService.CustomerTicket ticket = Reference.parseText(number)
                .flatMap(parsed -> tickets.findTicket(chat.conversation(), parsed, clock.instant()))
                .orElseThrow(CustomerTicketController::notFound);
        EntityTags.requireMatch(request, () -> EntityTags.of(TicketResponse.inFull(ticket)));
        return ticket.ticket().number();
    }

    /// Reads a text as the chat does.
    private static Reply readText(String text, String name, int least) {
        Reply read = text == null || text.length() > MAX_TEXT_LENGTH
                ? null
                : ReceivedMessageFactory.createBody(new ConversationInput.Text(text, null, false));
        if (read == null || read.text().strip().length() < least) {
            throw ApiException.ofKind(
                    ProblemDetail.Kind.INVALID,
                    "Give `" + name + "`: text of " + least + " to " + MAX_TEXT_LENGTH + " characters.");
        }
        return read;
    }

    private static String requireApplication(String reference) {
        return Reference.parseText(reference)
                .filter(parsed -> !parsed.isTicket())
                .map(Reference::toGroupedText)
                .orElseThrow(() -> ApiException.ofKind(
                        ProblemDetail.Kind.INVALID_REFERENCE,
                        "The reference has a typing error: compare each symbol, or leave it out."));
    }
}
