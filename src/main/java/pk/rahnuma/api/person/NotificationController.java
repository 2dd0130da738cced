package pk.rahnuma.api.person;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
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
import java.util.List;
import pk.rahnuma.desk.PersonActionInvoker;
import pk.rahnuma.http.ApiException;
import pk.rahnuma.http.IdempotentRequests;
import pk.rahnuma.http.JsonBodyReader;
import pk.rahnuma.http.PageCursor;
import pk.rahnuma.http.ProblemDetail;
import pk.rahnuma.http.ReaderProblems;
import pk.rahnuma.http.SenderProblems;
import pk.rahnuma.http.UncachedResponse;
import pk.rahnuma.http.caller.ChatAuthentication;
import pk.rahnuma.http.caller.ChatAuthenticator;
import pk.rahnuma.messaging.NoticeHistoryService;
import pk.rahnuma.messaging.conversation.Chat;

/// News of the person.
@Controller("/api/v1/notifications")
@Tag(name = "Notifications")
@SecurityRequirement(name = "token")
@SecurityRequirement(name = "cookie")
@Secured(ChatAuthentication.ROLE)
@ExecuteOn(TaskExecutors.BLOCKING)
final class NotificationController {

    private final ChatAuthenticator authenticator;
    private final IdempotentRequests requests;
    private final PersonActionInvoker actions;
    private final NotificationReader notifications;
    private final NoticeHistoryService notices;
    private final Clock clock;

    NotificationController(
            ChatAuthenticator authenticator,
            IdempotentRequests requests,
            PersonActionInvoker actions,
            NotificationReader notifications,
            NoticeHistoryService notices,
            Clock clock) {
        this.authenticator = authenticator;
        this.requests = requests;
        this.actions = actions;
        this.notifications = notifications;
        this.notices = notices;
        this.clock = clock;
    }

    /// A page of news, the newest first.
    ///
    /// @param readUpTo `seq` of the last that was marked as read; 0 before the first
    /// @param next cursor of the next page; missing on the last
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "NotificationPageResponse", example = """
            {
              "notifications": [
                {
                  "seq": 17,
                  "kind": "application",
                  "reference": "K7MP-4RTX-9X",
                  "status": "with_provider",
                  "text": "Your application K7MP-4RTX-9X has gone to the internet or mobile company, which now confirms your line.",
                  "at": "2026-11-26T09:00:00Z",
                  "read": false
                }
              ],
              "readUpTo": 12,
              "next": "MTc2NDMxNC4w"
            }
            """)
    record NotificationPageResponse(
            List<NotificationResponse> notifications,
            @Schema(example = "17") int readUpTo,
            @Schema(example = "MTc2NDMxNC4w") @Nullable String next) {}

    /// Request body.
    ///
    /// @param upTo `seq` of the last piece of news that the person has read
    @Schema(name = "ReadMarkRequest", example = "{\"upTo\": 17}")
    record ReadMarkRequest(@Schema(example = "17") Integer upTo) {}

    /// News that are marked as read.
    ///
    /// @param readUpTo `seq` of the last that was marked as read
    @Schema(name = "ReadMarkResponse", example = "{\"readUpTo\": 17}")
    record ReadMarkResponse(@Schema(example = "17") int readUpTo) {}

    /// Lists news about applications, tickets and organisations of the person, the newest first. Each is a message of
    /// the conversation too.
    ///
    /// @param limit 1 to 50
    /// @param cursor `next` of the page before; a page can be shorter than the limit and have a next one
    @Get
    @ApiResponse(responseCode = "200", description = "The news")
    @ReaderProblems
    HttpResponse<NotificationPageResponse> listNotifications(
            HttpRequest<?> request,
            @QueryValue(defaultValue = "" + PageCursor.MAX_PAGE_SIZE)
                    @Schema(minimum = "1", maximum = "" + PageCursor.MAX_PAGE_SIZE, example = "20")
                    int limit,
            @Nullable @QueryValue @Schema(example = "MTc2NDMxNC4w") String cursor) {
        Chat chat = authenticator.requireReader(request);
        int before = PageCursor.parseText(cursor).number();
        NotificationReader.NotificationPage page =
                notifications.readBefore(chat, before, PageCursor.readLimit(limit), clock.instant());
        return UncachedResponse.ofJson(new NotificationPageResponse(
                page.notifications(),
                page.readUpTo(),
                page.next() == 0 ? null : new PageCursor(page.next(), 0).toText()));
    }

    /// Marks news as read, up to one; never backwards.
    @Post("/read")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = ReadMarkRequest.class)))
    @ApiResponse(responseCode = "200", description = "What is marked as read")
    @SenderProblems
    @ApiResponse(responseCode = "422", ref = "#/components/responses/Invalid")
    HttpResponse<ReadMarkResponse> markRead(HttpRequest<?> request, @Nullable @Body byte[] body) {
        Chat chat = authenticator.requireSender(request);
        Integer upTo = JsonBodyReader.readBody(body, ReadMarkRequest.class).upTo();
        if (upTo == null || upTo < 1) {
            throw ApiException.ofKind(ProblemDetail.Kind.INVALID, "Give `upTo`: the `seq` of a piece of news.");
        }
        return UncachedResponse.ofJson(requests.executeOnce(chat, request, body, ReadMarkResponse.class, () -> {
            actions.lockPerson(chat);
            notices.markRead(chat.conversation(), upTo);
            return new ReadMarkResponse(notices.findReadLine(chat.conversation()));
        }));
    }
}
