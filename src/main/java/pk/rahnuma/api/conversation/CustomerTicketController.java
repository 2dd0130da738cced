package pk.rahnuma.api.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import pk.rahnuma.desk.PersonTicketService;
import pk.rahnuma.http.PageCursor;
import pk.rahnuma.http.ReaderProblems;
import pk.rahnuma.http.UncachedResponse;
import pk.rahnuma.http.caller.ChatAuthentication;
import pk.rahnuma.http.caller.ChatAuthenticator;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.ticket.work.CustomerTicketService;
import pk.rahnuma.ticket.work.TicketMessageService;

/// Tickets of the person, and their messages.
@Controller(CustomerTicketController.PATH)
@Tag(name = "Tickets")
@SecurityRequirement(name = "token")
@SecurityRequirement(name = "cookie")
@Secured(ChatAuthentication.ROLE)
@ExecuteOn(TaskExecutors.BLOCKING)
final class CustomerTicketController {

    static final String PATH = "/api/v1/tickets";

    private final ChatAuthenticator authenticator;
    private final CustomerTicketService tickets;
    private final TicketMessageService messages;
    private final Clock clock;

    CustomerTicketController(
            ChatAuthenticator authenticator,
            CustomerTicketService tickets,
            TicketMessageService messages,
            Clock clock) {
        this.authenticator = authenticator;
        this.tickets = tickets;
        this.messages = messages;
        this.clock = clock;
    }

    /// A page of tickets, the newest first.
    ///
    /// @param next cursor of the next page; missing on the last
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "TicketPageResponse", example = """
            {
              "tickets": [
                {
                  "number": "T7MP-4RTX-9X",
                  "topic": "complaint",
                  "subject": "My company does not answer.",
                  "reference": "K7MP-4RTX-9X",
                  "status": "new",
                  "next": "desk",
                  "human": false,
                  "assigned": false,
                  "opened": "2026-11-26T06:10:00Z",
                  "due": "2026-11-26T10:10:00Z",
                  "place": 3,
                  "answerBy": "2026-11-26T08:30:00Z",
                  "actions": ["write"]
                }
              ],
              "next": "MTc2NDMxNC4w"
            }
            """)
    record TicketPageResponse(
            List<TicketResponse> tickets,
            @Schema(example = "MTc2NDMxNC4w") @Nullable String next) {}

    /// A page of messages, the newest first.
    ///
    /// @param next cursor of the next page; missing on the last
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "TicketMessagePageResponse", example = """
            {
              "messages": [
                {"seq": 19, "from": "me", "kind": "text", "text": "It works again.", "at": "2026-11-26T08:05:00Z"},
                {"seq": 18, "from": "desk", "kind": "text", "text": "Please try again.", "at": "2026-11-26T08:00:00Z"}
              ]
            }
            """)
    record TicketMessagePageResponse(
            List<TicketMessageResponse> messages,
            @Schema(example = "MTc2NDMxNC4w") @Nullable String next) {}

    /// Lists the tickets of the person, the newest first.
    ///
    /// @param limit 1 to 50
    /// @param cursor `next` of the page before
    @Get
    @ApiResponse(responseCode = "200", description = "The tickets")
    @ReaderProblems
    HttpResponse<TicketPageResponse> listTickets(
            HttpRequest<?> request,
            @QueryValue(defaultValue = "" + PageCursor.MAX_PAGE_SIZE)
                    @Schema(minimum = "1", maximum = "" + PageCursor.MAX_PAGE_SIZE, example = "20")
                    int limit,
            @Nullable @QueryValue @Schema(example = "MTc2NDMxNC4w") String cursor) {
        Chat chat = authenticate(request);
        PageCursor before = PageCursor.parseText(cursor);
        int most = PageCursor.readLimit(limit);
        Instant now = clock.instant();
        // Clocks of nodes differ.
        Instant latest = now.plus(Duration.ofDays(1));
        List<CustomerTicketService.CustomerTicket> page =
                tickets.listTickets(chat.conversation(), before.timeUpTo(latest), before.id(), most + 1, now);
        List<CustomerTicketService.CustomerTicket> shown = page.subList(0, Math.min(most, page.size()));
        return UncachedResponse.ofJson(new TicketPageResponse(
                shown.stream().map(TicketResponse::inList).toList(),
                page.size() > most
                        ? PageCursor.ofTime(
                                        shown.getLast().ticket().opened(),
                                        shown.getLast().ticket().id())
                                .toText()
                        : null));
    }

    /// Reads a ticket.
    ///
    /// @param number of the ticket, with or without hyphens
    @Get("/{number}")
    @ApiResponse(responseCode = "200", description = "The ticket")
    @ApiResponse(responseCode = "304", ref = "#/components/responses/NotModified")
    @ReaderProblems
    @ApiResponse(responseCode = "404", ref = "#/components/responses/NotFound")
    HttpResponse<TicketResponse> showTicket(HttpRequest<?> request, @Schema(example = "T7MP-4RTX-9X") String number) {
        TicketResponse ticket = TicketResponse.inFull(requireTicket(authenticate(request), number));
        return UncachedResponse.ofTaggedJson(request, ticket);
    }

    /// Lists the messages of a ticket, the newest first: those of the person, and answers of staff. All of them are
    /// messages of the conversation too.
    ///
    /// @param number of the ticket
    /// @param limit 1 to 50
    /// @param cursor `next` of the page before; a page can be shorter than the limit and have a next one
    @Get("/{number}/messages")
    @ApiResponse(responseCode = "200", description = "The messages")
    @ReaderProblems
    @ApiResponse(responseCode = "404", ref = "#/components/responses/NotFound")
    HttpResponse<TicketMessagePageResponse> listMessages(
            HttpRequest<?> request,
            @Schema(example = "T7MP-4RTX-9X") String number,
            @QueryValue(defaultValue = "" + PageCursor.MAX_PAGE_SIZE)
                    @Schema(minimum = "1", maximum = "" + PageCursor.MAX_PAGE_SIZE, example = "20")
                    int limit,
            @Nullable @QueryValue @Schema(example = "MTc2NDMxNC4w") String cursor) {
        Chat chat = authenticate(request);
        int before = PageCursor.parseText(cursor).number();
        TicketMessageService.MessagePage page = messages.readBefore(
                requireTicket(chat, number).ticket(), before, PageCursor.readLimit(limit), clock.instant());
        return UncachedResponse.ofJson(new TicketMessagePageResponse(
                page.messages().stream().map(TicketMessageResponse::fromMessage).toList(),
                page.next() == 0 ? null : new PageCursor(page.next(), 0).toText()));
    }

    private Chat authenticate(HttpRequest<?> request) {
        Chat chat = authenticator.requireReader(request);
        return chat;
    }

    private CustomerTicketService.CustomerTicket requireTicket(Chat chat, String number) {
        return Reference.parseText(number)
                .flatMap(parsed -> tickets.findTicket(chat.conversation(), parsed, clock.instant()))
                .orElseThrow(PersonTicketService::unknownTicket);
    }
}
