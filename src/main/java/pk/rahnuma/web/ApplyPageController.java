package pk.rahnuma.web;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
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
import pk.rahnuma.conversation.FormCatalogService;
import pk.rahnuma.desk.DraftService;
import pk.rahnuma.desk.FormChange;
import pk.rahnuma.desk.FormOutcome;
import pk.rahnuma.dialog.render.FormView;
import pk.rahnuma.document.DocumentType;
import pk.rahnuma.http.ApiException;
import pk.rahnuma.http.RequestOrigin;
import pk.rahnuma.http.caller.ChatAuthenticator;
import pk.rahnuma.http.file.FileReceiver;
import pk.rahnuma.http.guard.BodyLimit;
import pk.rahnuma.http.guard.BodySize;
import pk.rahnuma.http.limit.ApiRateLimiter;
import pk.rahnuma.messaging.conversation.Chat;

/// Forms as pages. A form begins with a chat, whose cookie the browser gets; each answer is a turn of its conversation.
/// After an answer the browser is led to the page of the next question, so that loading a page again sends nothing.
@Controller("/{language:en|ur|ur-Latn}/" + FormPages.PATH)
@Secured(SecurityRule.IS_ANONYMOUS)
@Hidden
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ApplyPageController {

    private static final String ANSWER = "answer";
    private static final String SURE = "sure";
    private static final String FILE_TYPE = "file";
    private static final int BYTES_PER_MEGABYTE = 1024 * 1024;

    private final SitePageRenderer pages;
    private final FormPages forms;
    private final DraftService drafts;
    private final FormCatalogService catalog;
    private final FileReceiver files;
    private final ChatAuthenticator authenticator;
    private final ApiRateLimiter limiter;

    ApplyPageController(
            SitePageRenderer pages,
            FormPages forms,
            DraftService drafts,
            FormCatalogService catalog,
            FileReceiver files,
            ChatAuthenticator authenticator,
            ApiRateLimiter limiter) {
        this.pages = pages;
        this.forms = forms;
        this.drafts = drafts;
        this.catalog = catalog;
        this.files = files;
        this.authenticator = authenticator;
        this.limiter = limiter;
    }

    /// Shows the forms, and which of them the person has begun.
    @Get
    HttpResponse<String> showForms(HttpRequest<?> request, @PathVariable String language) {
        limiter.checkPublicRead(request);
        List<String> begun = forms.listForms(request, language).stream()
                .map(FormView::script)
                .toList();
        return pages.respondUncached(
                HttpStatus.OK,
                pages.viewOf(language, FormPages.PATH),
                "apply/forms.jte",
                Map.of(
                        "forms",
                        catalog.listForms(language).stream()
                                .filter(FormCatalogService.FormLink::draft)
                                .toList(),
                        "begun",
                        begun));
    }

    /// Leads to where the form goes on. Before it is begun, tells what it takes and what follows.
    @Get("/{script}")
    HttpResponse<?> resumeForm(HttpRequest<?> request, @PathVariable String language, @PathVariable String script) {
        limiter.checkPublicRead(request);
        Optional<FormView> begun = forms.findForm(request, language, script).map(FormPages.OwnForm::form);
        return begun.isEmpty() && catalog.isDraftForm(script)
                ? pages.respondUncached(
                        HttpStatus.OK,
                        pages.viewOf(language, FormPages.PATH + "/" + script),
                        "apply/before.jte",
                        Map.of("script", script))
                : FormPages.goOn(language, begun);
    }

    /// Begins a form, or goes on with it. A browser without a chat gets one.
    @Post("/{script}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> startForm(HttpRequest<?> request, @PathVariable String language, @PathVariable String script) {
        RequestOrigin.requireSameSite(request);
        drafts.requireOperator(script);
        if (!catalog.isDraftForm(script)) {
            return FormPages.seeOther(language, "");
        }
        Chat chat = authenticator.findOrOpen(request).chat();
        authenticator.checkMessage(chat, request);
        FormChange change = forms.readChange(chat, request, language, script).request();
        return FormPages.goOn(language, drafts.startForm(change, script));
    }

    /// Shows the answers before they are sent.
    @Get("/{script}/" + FormPages.CHECK)
    HttpResponse<?> showReview(HttpRequest<?> request, @PathVariable String language, @PathVariable String script) {
        limiter.checkPublicRead(request);
        Optional<FormPages.OwnForm> own = forms.findForm(request, language, script);
        if (own.isEmpty() || !own.get().form().isAtReview()) {
            return FormPages.goOn(language, own.map(FormPages.OwnForm::form));
        }
        FormView form = own.get().form();
        Map<String, AnsweredFile> answered = forms.findFiles(own.get().chat(), form.fields());
        return forms.respond(
                HttpStatus.OK,
                language,
                form,
                FormPages.CHECK,
                "apply/check.jte",
                Map.of("form", form, "sections", ReviewSection.listSections(form, answered)));
    }

    /// Sends the application.
    @Post("/{script}/" + FormPages.CHECK)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> sendForm(HttpRequest<?> request, @PathVariable String language, @PathVariable String script) {
        FormPages.Change change = forms.readChange(forms.requireSender(request), request, language, script);
        if (change.form().isEmpty()) {
            // It was sent a moment ago.
            return HttpResponse.seeOther(URI.create("/" + language + "/status"));
        }
        FormView form = change.form().get();
        return form.isAtReview()
                ? forms.goOnAfterSending(language, form, drafts.confirmForm(change.request(), form))
                : FormPages.goOn(language, change.form());
    }

    /// Shows a question of the form.
    @Get("/{script}/{question}")
    HttpResponse<?> showQuestion(
            HttpRequest<?> request,
            @PathVariable String language,
            @PathVariable String script,
            @PathVariable String question) {
        limiter.checkPublicRead(request);
        Optional<FormPages.OwnForm> own = forms.findForm(request, language, script);
        return own.flatMap(each -> findField(each.form(), question))
                .<HttpResponse<?>>map(field -> forms.respondQuestion(
                        own.get().chat(), language, own.get().form(), field))
                .orElseGet(() -> FormPages.goOn(language, own.map(FormPages.OwnForm::form)));
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
        FormPages.Change change = forms.readChange(forms.requireSender(request), request, language, script);
        Map<String, String> fields = FormFields.readBody(body);
        return answer(change, language, script, question, fields.getOrDefault(ANSWER, ""), fields.containsKey(SURE));
    }

    /// Takes a file as the answer of a question.
    @BodyLimit(BodySize.FILE)
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
            Chat chat = forms.requireSender(request);
            Optional<FormView> open = forms.findForm(chat, language, script);
            Optional<FormView.Field> asked = open.flatMap(form -> findField(form, question))
                    .filter(field -> field.type().equals(FILE_TYPE));
            if (asked.isEmpty()) {
                return forms.respondUntaken(language, script);
            }
            try {
                long id = files.receiveFile(request, chat, null, file).id();
                FormPages.Change change = forms.readChange(chat, request, language, script);
                return answer(change, language, script, question, Long.toString(id), true);
            } catch (ApiException rejected) {
                return rejectFile(chat, language, open.get(), asked.get(), rejected);
            }
        }
    }

    private HttpResponse<?> rejectFile(
            Chat chat, String language, FormView form, FormView.Field field, ApiException rejected) {
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
        return forms.respondQuestion(chat, language, form, field, "", text, false);
    }

    /// @param sure whether the person knows that an answer ends the form
    private HttpResponse<?> answer(
            FormPages.Change change, String language, String script, String question, String typed, boolean sure) {
        Optional<FormView.Field> asked = change.form().flatMap(form -> findField(form, question));
        if (asked.isEmpty()) {
            return forms.respondUntaken(language, script);
        }
        FormView form = change.form().get();
        FormView.Field field = asked.get();
        Chat chat = change.request().caller().chat();
        if (typed.isEmpty() && !field.optional()) {
            String missing = pages.viewOf(language, null).text("site.apply_missing");
            return forms.respondQuestion(chat, language, form, field, "", missing, false);
        }
        if (!sure && forms.isCostlyEnd(change, field, typed)) {
            return forms.respond(
                    HttpStatus.OK,
                    language,
                    form,
                    QuestionPage.toPath(field.key()),
                    "apply/ends.jte",
                    Map.of("form", form, "path", QuestionPage.toPath(field.key()), "answer", typed));
        }
        Map<String, Object> answers = new HashMap<>();
        answers.put(field.key(), typed.isEmpty() ? null : typed);
        FormOutcome outcome = forms.fillForm(change, answers);
        List<String> problems =
                outcome.form() == null ? List.of() : outcome.check().problems().getOrDefault(field.key(), List.of());
        if (problems.isEmpty()) {
            return forms.goOn(language, outcome);
        }
        boolean doubtful = outcome.check().doubtful().contains(field.key());
        FormView.Field now = outcome.form().findField(field.key()).orElse(field);
        return forms.respondQuestion(chat, language, form, now, typed, problems.getFirst(), doubtful);
    }

    /// Question that may be answered now.
    private static Optional<FormView.Field> findField(FormView form, String question) {
        return form.findField(QuestionPage.toKey(question))
                .filter(field -> field.input().changeable());
    }
}
