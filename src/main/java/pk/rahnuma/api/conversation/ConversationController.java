package pk.rahnuma.api.conversation;

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
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import pk.rahnuma.desk.Caller;
import pk.rahnuma.desk.ConversationEntry;
import pk.rahnuma.desk.ConversationHistoryService;
import pk.rahnuma.desk.MessageSubmissionService;
import pk.rahnuma.desk.RequestIdentity;
import pk.rahnuma.dialog.field.FileReference;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.document.Document;
import pk.rahnuma.document.DocumentService;
import pk.rahnuma.http.ApiException;
import pk.rahnuma.http.PageCursor;
import pk.rahnuma.http.ProblemDetail;
import pk.rahnuma.http.ReaderProblems;
import pk.rahnuma.http.ResponseDelayer;
import pk.rahnuma.http.SenderProblems;
import pk.rahnuma.http.UncachedResponse;
import pk.rahnuma.http.caller.AuthenticatedChat;
import pk.rahnuma.http.caller.ChatAuthenticator;
import pk.rahnuma.messaging.CurrentBannerService;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.person.PersonLock;
import pk.rahnuma.shared.Language;

/// Accepts messages and returns the messages of a conversation.
@Controller("/api/v1/conversation")
@Tag(name = "Conversation")
@ApiResponse(responseCode = "400", ref = "#/components/responses/BadRequest")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ConversationController {

    private static final int DEFAULT_PAGE_SIZE = 50;
    private static final int MAX_PAGE_SIZE = 100;

    private final ChatAuthenticator authenticator;
    private final MessageSubmissionService turns;
    private final ConversationHistoryService history;
    private final PersonLock persons;
    private final DocumentService documents;
    private final ResponseDelayer hold;
    private final CurrentBannerService banners;
    private final Clock clock;

    ConversationController(
            ChatAuthenticator authenticator,
            MessageSubmissionService turns,
            ConversationHistoryService history,
            PersonLock persons,
            DocumentService documents,
            ResponseDelayer hold,
            CurrentBannerService banners,
            Clock clock) {
        this.authenticator = authenticator;
        this.turns = turns;
        this.history = history;
        this.persons = persons;
        this.documents = documents;
        this.hold = hold;
        this.banners = banners;
        this.clock = clock;
    }

    /// Responds once the message is committed. When that takes too long or is not possible, the client sends the same
    /// request again: the message is processed once per `id`, and the response is the same. A response that must be
    /// delayed occupies no thread.
    @Post
    @SecurityRequirement(name = "token")
    @SecurityRequirement(name = "cookie")
    @RequestBody(required = true, content = @Content(schema = @Schema(ref = "#/components/schemas/MessageInput")))
    @ApiResponse(
            responseCode = "200",
            description = "The message and the replies",
            content = @Content(schema = @Schema(implementation = ConversationResponse.class)))
    @SenderProblems
    @ApiResponse(responseCode = "422", ref = "#/components/responses/Invalid")
    CompletionStage<HttpResponse<ConversationResponse>> sendMessage(
            HttpRequest<?> request, @Nullable @Body byte[] body) {
        MessageRequest spoken = MessageRequest.readRequest(request, body);
        AuthenticatedChat caller = authenticator.findOrOpen(request);
        authenticator.checkMessage(caller.chat(), request);
        MessageSubmissionService.SubmissionResult done = turns.submitMessage(
                new Caller(caller.chat(), spoken.language(), false),
                new RequestIdentity(spoken.id(), spoken.content(), spoken.keyed()),
                findStoredFile(caller.chat(), spoken.input()));
        ConversationResponse said = ConversationResponse.ofMessages(
                MessageResponse.fromEntries(done.entries()),
                language(caller.chat()),
                done.notice(),
                caller.tokenForBody());
        HttpResponse<ConversationResponse> answer = UncachedResponse.ofJson(said);
        return hold.delayResponse(answer, done.delay());
    }

    /// Resolves the id of a file to the stored file, since a client's id proves nothing about the file.
    private ConversationInput findStoredFile(Chat chat, ConversationInput input) {
        if (!(input instanceof ConversationInput.File said)) {
            return input;
        }
        Document document = documents
                .findById(chat.conversation(), Long.parseLong(said.file().id()))
                .orElseThrow(MessageRequest::unknownFile);
        FileReference file = documents.toFileRef(document).withRows(documents.readRows(document));
        return new ConversationInput.File(file, null, said.message());
    }

    /// Returns messages after a place, before a place, or the latest ones. Without a chat the list is empty: reading
    /// opens no chat.
    ///
    /// @param after a position from 0
    /// @param before a position from 1; not with `after`
    /// @param limit 1 to 100
    @Get
    @SecurityRequirement(name = "token")
    @SecurityRequirement(name = "cookie")
    @ApiResponse(responseCode = "200", description = "The messages")
    @ReaderProblems
    HttpResponse<ConversationResponse> readMessages(
            HttpRequest<?> request,
            @Nullable @QueryValue @Schema(minimum = "0", example = "3") Integer after,
            @Nullable @QueryValue @Schema(minimum = "1", example = "40") Integer before,
            @QueryValue(defaultValue = "" + DEFAULT_PAGE_SIZE)
                    @Schema(minimum = "1", maximum = "" + MAX_PAGE_SIZE, example = "20")
                    int limit) {
        int most = PageCursor.readLimit(limit, MAX_PAGE_SIZE);
        checkPosition(after, before);
        Optional<Chat> chat = authenticator.findContentReader(request);
        if (chat.isEmpty()) {
            return UncachedResponse.ofJson(
                    ConversationResponse.ofMessages(List.of(), null).withBanner(banner(request, null)));
        }
        String language = language(chat.get());
        return UncachedResponse.ofJson(ConversationResponse.ofMessages(
                        MessageResponse.fromEntries(readMessages(chat.get(), after, before, most)), language)
                .withBanner(banner(request, language)));
    }

    private static void checkPosition(Integer after, Integer before) {
        if (after != null && before != null || after != null && after < 0 || before != null && before < 1) {
            throw ApiException.ofKind(
                    ProblemDetail.Kind.BAD_REQUEST, "Give `after` from 0, or `before` from 1, and not both.");
        }
    }

    private String banner(HttpRequest<?> request, String language) {
        String spoken = language == null
                ? request.getLocale()
                        .map(Locale::toLanguageTag)
                        .flatMap(Language::fromTag)
                        .orElse(Language.DEFAULT)
                : language;
        return banners.findCurrent(clock.instant())
                .map(banner -> banner.textIn(spoken))
                .orElse(null);
    }

    private List<ConversationEntry> readMessages(Chat chat, Integer after, Integer before, int limit) {
        if (after != null) {
            return history.readAfter(chat, after, limit);
        }
        return before == null ? history.readLast(chat, limit) : history.readBefore(chat, before, limit);
    }

    private String language(Chat chat) {
        return persons.findLanguage(chat.conversation()).orElse(null);
    }
}
