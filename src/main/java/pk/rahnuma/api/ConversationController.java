package pk.rahnuma.api;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import pk.rahnuma.dialog.ConversationInput;
import pk.rahnuma.dialog.field.FileReference;
import pk.rahnuma.document.Document;
import pk.rahnuma.document.DocumentRepository;
import pk.rahnuma.messaging.Chat;
import pk.rahnuma.messaging.ServiceBannerRepository;
import pk.rahnuma.person.PersonLock;

/// Saying something, and reading what was said.
@Controller("/api/v1/conversation")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ConversationController {

    private static final int PAGE = 50;
    private static final int MOST = 100;

    private final ChatAuthenticator callers;
    private final MessageSubmissionService turns;
    private final ConversationHistoryService lines;
    private final PersonLock persons;
    private final DocumentRepository documents;
    private final ResponseDelayer hold;
    private final ServiceBannerRepository banners;
    private final Clock clock;

    ConversationController(
            ChatAuthenticator callers,
            MessageSubmissionService turns,
            ConversationHistoryService lines,
            PersonLock persons,
            DocumentRepository documents,
            ResponseDelayer hold,
            ServiceBannerRepository banners,
            Clock clock) {
        this.callers = callers;
        this.turns = turns;
        this.lines = lines;
        this.persons = persons;
        this.documents = documents;
        this.hold = hold;
        this.banners = banners;
        this.clock = clock;
    }

    /// Answered once it is committed. Where that takes too long, or cannot be done now, the client sends the same
    /// again: the `id` sees to it that it is done once, and answered the same. What must not be heard of yet is waited
    /// for, by no thread.
    @Post
    CompletionStage<HttpResponse<ConversationResponse>> say(HttpRequest<?> request, @Nullable @Body byte[] body) {
        ApiRequestFilter.checkSize(body);
        MessageRequest spoken = MessageRequest.read(body);
        AuthenticatedChat caller = callers.findOrOpen(request);
        callers.checkMessage(caller.chat(), request);
        MessageSubmissionService.SubmissionResult done = turns.take(caller.chat(), found(caller.chat(), spoken));
        ConversationResponse said =
                ConversationResponse.of(done.lines(), language(caller.chat()), done.notice(), caller.tokenForBody());
        HttpResponse<ConversationResponse> answer = callers.remember(caller, request, fresh(said));
        return hold.keep(answer, done.hold());
    }

    /// A file's id says nothing about it: what it is stands where it is kept.
    private MessageRequest found(Chat chat, MessageRequest spoken) {
        if (!(spoken.input() instanceof ConversationInput.File said)) {
            return spoken;
        }
        Document document = documents
                .find(chat.conversation(), Long.parseLong(said.file().id()))
                .orElseThrow(MessageRequest::noSuchFile);
        FileReference file = documents.toFileRef(document).withRows(documents.rows(document));
        return spoken.with(new ConversationInput.File(file, null, said.message()));
    }

    /// A chat of its own for a program, which keeps the token and sends it as `Authorization: Bearer`.
    @Post("/token")
    HttpResponse<Map<String, String>> token(HttpRequest<?> request) {
        return fresh(Map.of("token", callers.open(request, true).freshToken()));
    }

    /// The lines after a place, or before one, or the last ones. Of nobody's conversation there are none: reading
    /// opens no chat.
    ///
    /// @param limit 1 to 100
    @Get
    HttpResponse<ConversationResponse> read(
            HttpRequest<?> request,
            @Nullable @QueryValue Integer after,
            @Nullable @QueryValue Integer before,
            @QueryValue(defaultValue = "" + PAGE) int limit) {
        int most = Math.clamp(limit, 1, MOST);
        Optional<Chat> chat = callers.find(request);
        if (chat.isEmpty()) {
            return fresh(ConversationResponse.of(List.of(), null).under(banner(request, null)));
        }
        String language = language(chat.get());
        return fresh(ConversationResponse.of(read(chat.get(), after, before, most), language)
                .under(banner(request, language)));
    }

    private String banner(HttpRequest<?> request, String language) {
        String spoken = language == null
                ? request.getLocale().map(Locale::toLanguageTag).orElse("en")
                : language;
        return banners.current(clock.instant())
                .map(banner -> banner.in(spoken.equals("ur-PK") ? "ur" : spoken))
                .orElse(null);
    }

    private List<MessageResponse> read(Chat chat, Integer after, Integer before, int limit) {
        if (after != null) {
            return lines.after(chat, Math.max(0, after), limit);
        }
        return before == null ? lines.last(chat, limit) : lines.before(chat, before, limit);
    }

    private String language(Chat chat) {
        return persons.language(chat.conversation()).orElse(null);
    }

    private static <T> MutableHttpResponse<T> fresh(T body) {
        return HttpResponse.ok(body)
                .contentType(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
