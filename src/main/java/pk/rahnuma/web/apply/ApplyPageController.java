package pk.rahnuma.web.apply;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import pk.rahnuma.api.application.DraftResponse;
import pk.rahnuma.api.application.DraftService;
import pk.rahnuma.api.application.FormOutcome;
import pk.rahnuma.api.file.FileReceiver;
import pk.rahnuma.api.http.RequestOrigin;
import pk.rahnuma.api.limit.ApiRateLimiter;
import pk.rahnuma.api.problem.ApiException;
import pk.rahnuma.api.problem.ProblemDetail;
import pk.rahnuma.api.token.ChatAuthenticator;
import pk.rahnuma.conversation.FormCatalogService;
import pk.rahnuma.dialog.render.FormView;
import pk.rahnuma.document.file.DocumentType;
import pk.rahnuma.messaging.chat.Chat;
import pk.rahnuma.web.site.FormFields;
import pk.rahnuma.web.site.SitePageRenderer;

/// Forms as pages. A form begins with a chat, whose cookie the browser gets; each answer is a turn of its conversation.
/// After an answer the browser is led to the page of the next question, so that loading a page again sends nothing.
@Controller("/{language:en|ur|ur-Latn}/" + ApplyPageController.PATH)
@Secured(SecurityRule.IS_ANONYMOUS)
@Hidden
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ApplyPageController {

    static final String PATH = "apply";

    private static final String NO_STORE = "no-store";
    private static final String ANSWER = "answer";
    private static final String OTHER = "other";
    private static final String QUESTION = "question";
    private static final String CHECK = "check";
    private static final int BYTES_PER_MEGABYTE = 1024 * 1024;

    private final SitePageRenderer pages;
    private final DraftService drafts;
    private final FormCatalogService catalog;
    private final ReviewPages reviews;
    private final FileReceiver files;
    private final ChatAuthenticator callers;
    private final ApiRateLimiter limiter;
    private final RequestOrigin origin;

    ApplyPageController(
            SitePageRenderer pages,
            DraftService drafts,
            FormCatalogService catalog,
            ReviewPages reviews,
            FileReceiver files,
            ChatAuthenticator callers,
            ApiRateLimiter limiter,
            RequestOrigin origin) {
        this.pages = pages;
        this.drafts = drafts;
        this.catalog = catalog;
        this.reviews = reviews;
        this.files = files;
        this.callers = callers;
        this.limiter = limiter;
        this.origin = origin;
    }

    /// Shows the forms, and which of them the person has begun.
    @Get
    HttpResponse<String> showForms(HttpRequest<?> request, @PathVariable String language) {
        limiter.checkPublicRead(origin.clientAddress(request));
        List<String> begun =
                callers.findChat(request).map(chat -> drafts.listForms(chat).forms()).orElse(List.of()).stream()
                        .map(FormView::script)
                        .toList();
        return pages.respond(
                HttpStatus.OK,
                pages.viewOf(language, PATH),
                "apply/forms.jte",
                NO_STORE,
                Map.of(
                        "forms",
                        catalog.listForms(language).stream()
                                .filter(FormCatalogService.FormLink::draft)
                                .toList(),
                        "begun",
                        begun));
    }

    /// Leads to where the form goes on, or to the list of forms.
    @Get("/{script}")
    HttpResponse<?> resumeForm(HttpRequest<?> request, @PathVariable String language, @PathVariable String script) {
        limiter.checkPublicRead(origin.clientAddress(request));
        return findForm(request, script)
                .<HttpResponse<?>>map(form -> goOn(language, form))
                .orElseGet(() -> seeOther(language, ""));
    }

    /// Begins a form, or goes on with it. A browser without a chat gets one.
    @Post("/{script}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> startForm(HttpRequest<?> request, @PathVariable String language, @PathVariable String script) {
        checkOrigin(request);
        if (!catalog.isDraftForm(script)) {
            return seeOther(language, "");
        }
        Chat chat = callers.findOrOpen(request).chat();
        callers.checkMessage(chat, request);
        drafts.changeLanguage(chat, language);
        DraftService.FormRequest change =
                drafts.readRequest(chat, request, null).inLanguage(language);
        drafts.startForm(change, script);
        return findForm(chat, script)
                .<HttpResponse<?>>map(form -> goOn(language, form))
                .orElseGet(() -> seeOther(language, ""));
    }

    /// Shows the answers before they are sent.
    @Get("/{script}/" + CHECK)
    HttpResponse<?> showReview(HttpRequest<?> request, @PathVariable String language, @PathVariable String script) {
        limiter.checkPublicRead(origin.clientAddress(request));
        Optional<FormView> form = findForm(request, script);
        if (form.isEmpty() || !isComplete(form.get())) {
            return form.<HttpResponse<?>>map(open -> goOn(language, open)).orElseGet(() -> seeOther(language, ""));
        }
        return respondReview(language, form.get());
    }

    private HttpResponse<String> respondReview(String language, FormView form) {
        return pages.respond(
                HttpStatus.OK,
                pages.viewOf(language, null),
                "apply/check.jte",
                NO_STORE,
                Map.of("form", form, "sections", reviews.listSections(form, language)));
    }

    /// Sends the application.
    @Post("/{script}/" + CHECK)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> sendForm(HttpRequest<?> request, @PathVariable String language, @PathVariable String script) {
        Chat chat = requireSender(request);
        DraftService.FormRequest change =
                drafts.readRequest(chat, request, null).inLanguage(language);
        Optional<FormView> form = findForm(change, script);
        if (form.isEmpty()) {
            // It was sent a moment ago.
            return HttpResponse.seeOther(URI.create("/" + language + "/status"));
        }
        if (!isComplete(form.get())) {
            return goOn(language, form.get());
        }
        FormOutcome outcome = drafts.fillForm(change, form.get().session(), Map.of(), true, null);
        return outcome.draft() == null
                ? respondEnd(language, outcome)
                : findForm(chat, script)
                        .<HttpResponse<?>>map(open -> goOn(language, open))
                        .orElseGet(() -> seeOther(language, ""));
    }

    /// Shows a question of the form.
    @Get("/{script}/{question}")
    HttpResponse<?> showQuestion(
            HttpRequest<?> request,
            @PathVariable String language,
            @PathVariable String script,
            @PathVariable String question) {
        limiter.checkPublicRead(origin.clientAddress(request));
        Optional<FormView> form = findForm(request, script);
        if (form.isEmpty()) {
            return seeOther(language, "");
        }
        return findField(form.get(), question)
                .<HttpResponse<?>>map(field -> respondQuestion(language, form.get(), field, "", null))
                .orElseGet(() -> goOn(language, form.get()));
    }

    /// Takes the answer of a question.
    @Post("/{script}/{question}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> answerQuestion(
            HttpRequest<?> request,
            @PathVariable String language,
            @PathVariable String script,
            @PathVariable String question,
            @Nullable @Body byte[] body) {
        Map<String, String> fields = FormFields.readBody(body);
        String other = fields.getOrDefault(OTHER, "");
        String typed = other.isEmpty() ? fields.getOrDefault(ANSWER, "") : other;
        return fill(request, language, script, question, typed);
    }

    /// Takes a file as the answer of a question.
    @Post("/{script}/{question}/file")
    @Consumes(MediaType.ALL)
    HttpResponse<?> answerWithFile(
            HttpRequest<?> request,
            @PathVariable String language,
            @PathVariable String script,
            @PathVariable String question,
            @Nullable @Body InputStream body)
            throws IOException {
        // Closed in every case: otherwise the server's buffers keep unread bytes.
        try (InputStream file = body == null ? InputStream.nullInputStream() : body) {
            Chat chat = requireSender(request);
            try {
                long id = files.receiveFile(request, chat, null, file).id();
                return fill(request, language, script, question, Long.toString(id));
            } catch (ApiException rejected) {
                return rejectFile(chat, language, script, question, rejected);
            }
        }
    }

    private HttpResponse<?> rejectFile(
            Chat chat, String language, String script, String question, ApiException rejected) {
        String key = switch (rejected.problemKind()) {
            case TOO_LARGE -> "errors.file.too_big";
            case FILE_EMPTY, BAD_REQUEST -> "errors.file.empty";
            case FILE_TYPE, FILE_UNREADABLE, FILE_LOCKED, FILE_TOO_MANY_PIXELS, FILE_TABLE_TOO_LARGE, STORAGE_FULL ->
                "errors."
                        + rejected.problemKind()
                                .name()
                                .toLowerCase(Locale.ROOT)
                                .replaceFirst("^file_", "file.")
                                .replaceFirst("^storage", "file.storage");
            default -> throw rejected;
        };
        String text =
                pages.viewOf(language, null).text(key, "most", (long) DocumentType.MAX_FILE_BYTES / BYTES_PER_MEGABYTE);
        return findForm(chat, script)
                .flatMap(form -> findField(form, question)
                        .<HttpResponse<?>>map(field -> respondQuestion(language, form, field, "", text)))
                .orElseGet(() -> seeOther(language, ""));
    }

    private HttpResponse<?> fill(
            HttpRequest<?> request, String language, String script, String question, String typed) {
        Chat chat = requireSender(request);
        DraftService.FormRequest change =
                drafts.readRequest(chat, request, null).inLanguage(language);
        Optional<FormView> form = findForm(change, script);
        Optional<FormView.Field> field = form.flatMap(open -> findField(open, question));
        if (field.isEmpty()) {
            return form.<HttpResponse<?>>map(open -> goOn(language, open)).orElseGet(() -> seeOther(language, ""));
        }
        String key = field.get().key();
        Map<String, Object> answers = new HashMap<>();
        answers.put(key, typed.isEmpty() ? null : typed);
        if (typed.isEmpty() && !field.get().optional()) {
            String missing = pages.viewOf(language, null).text("site.apply_missing");
            return respondQuestion(language, form.get(), field.get(), "", missing);
        }
        FormOutcome outcome = drafts.fillForm(change, form.get().session(), answers, false, null);
        if (outcome.draft() == null) {
            return respondEnd(language, outcome);
        }
        FormView now = findForm(chat, script).orElseThrow();
        List<String> problems = outcome.draft().problems() == null
                ? List.of()
                : outcome.draft().problems().getOrDefault(key, List.of());
        return problems.isEmpty()
                ? goOn(language, now)
                : respondQuestion(
                        language, now, findField(now, question).orElse(field.get()), typed, problems.getFirst());
    }

    private HttpResponse<String> respondQuestion(
            String language, FormView form, FormView.Field field, String typed, @Nullable String error) {
        QuestionPage page = new QuestionPage(form, field, typed, error, isComplete(form));
        return pages.respond(
                error == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_ENTITY,
                pages.viewOf(language, null),
                "apply/question.jte",
                NO_STORE,
                Map.of("page", page));
    }

    private HttpResponse<String> respondEnd(String language, FormOutcome outcome) {
        Map<String, Object> values = new HashMap<>();
        values.put("text", outcome.text() == null ? "" : outcome.text());
        values.put(
                "reference",
                outcome.application() == null ? null : outcome.application().reference());
        values.put("sent", outcome.application() != null && Boolean.TRUE.equals(outcome.accepted()));
        return pages.respond(HttpStatus.OK, pages.viewOf(language, null), "apply/end.jte", NO_STORE, values);
    }

    /// Leads to the page where the form goes on: its current question, its review, or the chat.
    private static HttpResponse<?> goOn(String language, FormView form) {
        String place = switch (form.waits()) {
            case QUESTION -> QuestionPage.toPath(form.at());
            case DraftResponse.REVIEW -> CHECK;
            default -> null;
        };
        return place == null
                ? HttpResponse.seeOther(URI.create("/?lang=" + language))
                : seeOther(language, "/" + form.script() + "/" + place);
    }

    private static boolean isComplete(FormView form) {
        return form.waits().equals(DraftResponse.REVIEW);
    }

    private static HttpResponse<?> seeOther(String language, String rest) {
        return HttpResponse.seeOther(URI.create("/" + language + "/" + PATH + rest));
    }

    private Optional<FormView> findForm(HttpRequest<?> request, String script) {
        return callers.findChat(request).flatMap(chat -> findForm(chat, script));
    }

    private Optional<FormView> findForm(Chat chat, String script) {
        return findForm(drafts.listForms(chat).forms(), script);
    }

    private static Optional<FormView> findForm(DraftService.FormRequest request, String script) {
        return findForm(request.before().forms(), script);
    }

    private static Optional<FormView> findForm(List<FormView> forms, String script) {
        return forms.stream().filter(form -> form.script().equals(script)).findFirst();
    }

    private static Optional<FormView.Field> findField(FormView form, String question) {
        String key = QuestionPage.toKey(question);
        return form.fields().stream().filter(field -> field.key().equals(key)).findFirst();
    }

    private Chat requireSender(HttpRequest<?> request) {
        checkOrigin(request);
        Chat chat = callers.findChat(request).orElseThrow(ChatAuthenticator::unknownToken);
        callers.checkMessage(chat, request);
        return chat;
    }

    private static void checkOrigin(HttpRequest<?> request) {
        if (RequestOrigin.isCrossSite(request)) {
            throw ApiException.ofKind(ProblemDetail.Kind.CROSS_SITE, "Send it from a page of this site.");
        }
    }

    @Error(exception = ApiException.class)
    HttpResponse<String> showProblem(HttpRequest<?> request, ApiException problem) {
        return pages.respondProblem(request, problem);
    }
}
