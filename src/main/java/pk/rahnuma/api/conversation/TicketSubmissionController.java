package pk.rahnuma.api.conversation;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
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
import java.util.function.Supplier;
import pk.rahnuma.desk.ConversationChangeNotifier;
import pk.rahnuma.desk.PersonTicketService;
import pk.rahnuma.http.EntityTags;
import pk.rahnuma.http.IdempotentRequests;
import pk.rahnuma.http.JsonBodyReader;
import pk.rahnuma.http.SenderProblems;
import pk.rahnuma.http.UncachedResponse;
import pk.rahnuma.http.caller.ChatAuthentication;
import pk.rahnuma.http.caller.ChatAuthenticator;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.ticket.work.CustomerTicketService;

/// Opens tickets, adds messages to them, and rates them.
@Controller(CustomerTicketController.PATH)
@Tag(name = "Tickets")
@SecurityRequirement(name = "token")
@SecurityRequirement(name = "cookie")
@Secured(ChatAuthentication.ROLE)
@ExecuteOn(TaskExecutors.BLOCKING)
final class TicketSubmissionController {

    private final ChatAuthenticator authenticator;
    private final IdempotentRequests requests;
    private final PersonTicketService tickets;
    private final ConversationChangeNotifier notifier;

    TicketSubmissionController(
            ChatAuthenticator authenticator,
            IdempotentRequests requests,
            PersonTicketService tickets,
            ConversationChangeNotifier notifier) {
        this.authenticator = authenticator;
        this.requests = requests;
        this.tickets = tickets;
        this.notifier = notifier;
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
            @Schema(
                    allowableValues = {
                        "my_application",
                        "how_to_register",
                        "complaint",
                        "line_blocked",
                        "something_else"
                    },
                    example = "complaint")
            String topic,

            @Schema(
                    minLength = PersonTicketService.MIN_TEXT_LENGTH,
                    maxLength = PersonTicketService.MAX_TEXT_LENGTH,
                    example = "My company does not answer.")
            String text,

            @Nullable @Schema(example = "K7MP-4RTX-9X") String reference) {}

    /// Request body.
    ///
    /// @param text of at most 1,500 characters
    @Schema(name = "NewTicketMessageRequest", example = "{\"text\": \"It works again.\"}")
    record NewTicketMessageRequest(
            @Schema(maxLength = PersonTicketService.MAX_TEXT_LENGTH, example = "It works again.")
            String text) {}

    /// Request body.
    ///
    /// @param stars 1 to 5; 1 and 2 reopen the ticket
    /// @param comment may be missing
    @Schema(name = "TicketRatingRequest", example = "{\"stars\": 5, \"comment\": \"Quick and clear.\"}")
    record TicketRatingRequest(
            @Schema(minimum = "1", maximum = "5", example = "5")
            Integer stars,

            @Nullable @Schema(example = "Quick and clear.", maxLength = PersonTicketService.MAX_TEXT_LENGTH)
            String comment) {}

    /// Opens a ticket.
    @Post
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = NewTicketRequest.class)))
    @ApiResponse(
            responseCode = "201",
            description = "The new ticket",
            content = @Content(schema = @Schema(implementation = TicketResponse.class)))
    @SenderProblems
    @ApiResponse(responseCode = "409", ref = "#/components/responses/Conflict")
    @ApiResponse(responseCode = "422", ref = "#/components/responses/Invalid")
    HttpResponse<TicketResponse> openTicket(HttpRequest<?> request, @Nullable @Body byte[] body) {
        Chat chat = authenticator.requireSender(request);
        NewTicketRequest asked = JsonBodyReader.readBody(body, NewTicketRequest.class);
        TicketResponse opened = submit(
                chat, request, body, () -> tickets.openTicket(chat, asked.topic(), asked.text(), asked.reference()));
        return UncachedResponse.ofJson(opened)
                .status(HttpStatus.CREATED)
                .header(HttpHeaders.LOCATION, CustomerTicketController.PATH + "/" + opened.number());
    }

    /// Adds a message to a ticket, which then waits for the desk; a closed one is reopened.
    ///
    /// @param number of the ticket
    @Post("/{number}/messages")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = NewTicketMessageRequest.class)))
    @ApiResponse(responseCode = "200", description = "The ticket")
    @SenderProblems
    @ApiResponse(responseCode = "404", ref = "#/components/responses/NotFound")
    @ApiResponse(responseCode = "409", ref = "#/components/responses/Conflict")
    @ApiResponse(responseCode = "412", ref = "#/components/responses/PreconditionFailed")
    @ApiResponse(responseCode = "422", ref = "#/components/responses/Invalid")
    HttpResponse<TicketResponse> addMessage(
            HttpRequest<?> request, @Schema(example = "T7MP-4RTX-9X") String number, @Nullable @Body byte[] body) {
        Chat chat = authenticator.requireSender(request);
        NewTicketMessageRequest message = JsonBodyReader.readBody(body, NewTicketMessageRequest.class);
        return UncachedResponse.ofTaggedJson(
                request,
                submit(
                        chat,
                        request,
                        body,
                        () -> tickets.addMessage(
                                chat, number, message.text(), ticket -> requireMatch(request, ticket))));
    }

    /// Rates the help with a solved ticket. One or two stars reopen it, more close it.
    ///
    /// @param number of the ticket
    @Post("/{number}/rating")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = TicketRatingRequest.class)))
    @ApiResponse(responseCode = "200", description = "The ticket")
    @SenderProblems
    @ApiResponse(responseCode = "404", ref = "#/components/responses/NotFound")
    @ApiResponse(responseCode = "409", ref = "#/components/responses/Conflict")
    @ApiResponse(responseCode = "412", ref = "#/components/responses/PreconditionFailed")
    @ApiResponse(responseCode = "422", ref = "#/components/responses/Invalid")
    HttpResponse<TicketResponse> rateTicket(
            HttpRequest<?> request, @Schema(example = "T7MP-4RTX-9X") String number, @Nullable @Body byte[] body) {
        Chat chat = authenticator.requireSender(request);
        TicketRatingRequest rated = JsonBodyReader.readBody(body, TicketRatingRequest.class);
        return UncachedResponse.ofTaggedJson(
                request,
                submit(
                        chat,
                        request,
                        body,
                        () -> tickets.rateTicket(
                                chat,
                                number,
                                rated.stars(),
                                rated.comment(),
                                ticket -> requireMatch(request, ticket))));
    }

    private TicketResponse submit(
            Chat chat, HttpRequest<?> request, byte[] body, Supplier<CustomerTicketService.CustomerTicket> work) {
        TicketResponse response = requests.executeOnce(
                chat, request, body, TicketResponse.class, () -> TicketResponse.inFull(work.get()));
        notifier.notifyListeners(chat.conversation());
        return response;
    }

    /// Checks that the client has seen the present state of the ticket.
    private static void requireMatch(HttpRequest<?> request, CustomerTicketService.CustomerTicket ticket) {
        EntityTags.requireMatch(request, () -> EntityTags.of(TicketResponse.inFull(ticket)));
    }
}
