package pk.rahnuma.web;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pk.rahnuma.desk.DraftService;
import pk.rahnuma.desk.FormChange;
import pk.rahnuma.desk.FormOutcome;
import pk.rahnuma.desk.PersonLanguageService;
import pk.rahnuma.dialog.render.FormView;
import pk.rahnuma.document.Document;
import pk.rahnuma.document.DocumentAccess;
import pk.rahnuma.http.IdempotencyKeys;
import pk.rahnuma.http.RequestOrigin;
import pk.rahnuma.http.caller.ChatAuthenticator;
import pk.rahnuma.messaging.conversation.Chat;

/// Finds the forms of a browser's chat, and leads from page to page.
@Singleton
class FormPages {

    /// Path of the pages of forms, behind the language.
    static final String PATH = "apply";

    /// Path of the list of answers, behind that of the form.
    static final String CHECK = "check";

    private static final int MIN_COSTLY_ANSWERS = 3;
    private static final String QUESTION = "question";
    private static final String ITEM_LIST = "repeat";

    private final SitePageRenderer pages;
    private final DraftService drafts;
    private final PersonLanguageService languages;
    private final DocumentAccess documents;
    private final ChatAuthenticator authenticator;

    FormPages(
            SitePageRenderer pages,
            DraftService drafts,
            PersonLanguageService languages,
            DocumentAccess documents,
            ChatAuthenticator authenticator) {
        this.pages = pages;
        this.drafts = drafts;
        this.languages = languages;
        this.documents = documents;
        this.authenticator = authenticator;
    }

    /// Forms of the browser's chat, in the language of the page; none without a chat.
    List<FormView> listForms(HttpRequest<?> request, String language) {
        return authenticator
                .findChat(request)
                .map(chat -> drafts.openForms(chat).inLanguage(language).forms())
                .orElse(List.of());
    }

    /// A form, and the chat that it belongs to.
    record OwnForm(Chat chat, FormView form) {}

    /// Form of the browser's chat; empty without a chat, and when it has none of this script.
    Optional<OwnForm> findForm(HttpRequest<?> request, String language, String script) {
        return authenticator
                .findChat(request)
                .flatMap(chat -> findForm(chat, language, script).map(form -> new OwnForm(chat, form)));
    }

    /// Files that answer these questions, by id.
    Map<String, AnsweredFile> findFiles(Chat chat, List<FormView.Field> fields) {
        List<Long> ids = fields.stream()
                .flatMap(field -> Stream.ofNullable(field.file()))
                .flatMap(id -> Document.parseId(id).stream())
                .toList();
        return ids.isEmpty()
                ? Map.of()
                : documents.findByIds(chat.conversation(), ids).stream()
                        .map(AnsweredFile::ofDocument)
                        .collect(Collectors.toMap(AnsweredFile::id, Function.identity()));
    }

    Optional<FormView> findForm(Chat chat, String language, String script) {
        return drafts.openForms(chat).inLanguage(language).findByScript(script, null);
    }

    /// Chat of a browser that may send.
    ///
    /// @throws ApiException when it has none, when the request is of another site, or one of too many
    Chat requireSender(HttpRequest<?> request) {
        RequestOrigin.requireSameSite(request);
        Chat chat = authenticator.findChat(request).orElseThrow(ChatAuthenticator::unknownToken);
        authenticator.checkMessage(chat, request);
        return chat;
    }

    /// Change of a form by a page, whose language becomes that of the conversation.
    Change readChange(Chat chat, HttpRequest<?> request, String language, String script) {
        drafts.requireOperator(script);
        FormChange change = drafts.openChange(
                authenticator.toCaller(chat, request).inLanguage(language),
                IdempotencyKeys.identifyRequest(request, null));
        if (!language.equals(change.before().language())) {
            languages.changeLanguage(chat, language, () -> {});
        }
        return new Change(change, change.before().inLanguage(language).findByScript(script, null));
    }

    /// A request that changes a form.
    ///
    /// @param form before the change; empty when there is none
    record Change(FormChange request, Optional<FormView> form) {}

    /// Fills a form.
    FormOutcome fillForm(Change change, Map<String, Object> answers) {
        return drafts.fillForm(change.request(), change.form().orElseThrow().session(), answers, null);
    }

    /// Leads to the page where a form goes on, or to the list of forms when there is none.
    static HttpResponse<?> goOn(String language, Optional<FormView> form) {
        return form.<HttpResponse<?>>map(open -> goOn(language, open)).orElseGet(() -> seeOther(language, ""));
    }

    /// Leads to where a form goes on after an outcome, or shows its end.
    HttpResponse<?> goOn(String language, FormOutcome outcome) {
        return outcome.form() == null ? respondEnd(language, outcome) : goOn(language, outcome.form());
    }

    /// Leads to the page where a form goes on: its current question or list, its review, or the chat.
    private static HttpResponse<?> goOn(String language, FormView form) {
        String place = switch (form.waits()) {
            case QUESTION -> QuestionPage.toPath(form.at());
            case ITEM_LIST -> toListPath(form.at());
            default -> form.isAtReview() ? CHECK : null;
        };
        return place == null
                ? HttpResponse.seeOther(URI.create(ChatPageController.pathIn(language)))
                : seeOther(language, "/" + form.script() + "/" + place);
    }

    /// Path of a list of items, behind that of its form.
    static String toListPath(String list) {
        return list + "/items";
    }

    static HttpResponse<?> seeOther(String language, String rest) {
        return HttpResponse.seeOther(URI.create("/" + language + "/" + PATH + rest));
    }

    /// Leads to the receipt of an application that was sent, or to the page of the one that was concerned, also for a
    /// repeat; otherwise as [#goOn].
    HttpResponse<?> goOnAfterSending(String language, FormView form, FormOutcome outcome) {
        if (outcome.application() == null || outcome.form() != null || Boolean.FALSE.equals(outcome.accepted())) {
            return goOn(language, outcome);
        }
        String place = form.declaration() != null ? "/receipt" : outcome.accepted() == null ? "" : "?sent=1";
        return HttpResponse.seeOther(URI.create("/" + language + "/status/" + toReference(outcome) + place));
    }

    /// Leads to the page of an application on which an action took effect; otherwise as [#goOn].
    HttpResponse<?> goOnAfterAction(String language, FormOutcome outcome) {
        return outcome.form() == null && outcome.application() != null && Boolean.TRUE.equals(outcome.accepted())
                ? HttpResponse.seeOther(URI.create("/" + language + "/status/" + toReference(outcome)))
                : goOn(language, outcome);
    }

    private static String toReference(FormOutcome outcome) {
        return outcome.application().reference();
    }

    /// True when an answer ends the form, whose other answers are lost then, and these are more than a few.
    boolean isCostlyEnd(Change change, FormView.Field field, String answer) {
        FormView form = change.form().orElseThrow();
        long others = form.fields().stream()
                .filter(other -> other.answered() && other.input().changeable() && !other.derived())
                .filter(other -> !other.key().equals(field.key()))
                .count();
        return others >= MIN_COSTLY_ANSWERS
                && !field.options().isEmpty()
                && drafts.endsForm(change.request(), form.session(), Map.of(field.key(), answer));
    }

    /// A page of a form, which exists in every language.
    ///
    /// @param place behind the path of the form
    HttpResponse<String> respond(
            HttpStatus status,
            String language,
            FormView form,
            String place,
            String template,
            Map<String, Object> values) {
        return pages.respondUncached(
                status, pages.viewOf(language, PATH + "/" + form.script() + "/" + place), template, values);
    }

    /// A question, as it is at first.
    HttpResponse<String> respondQuestion(Chat chat, String language, FormView form, FormView.Field field) {
        return respondQuestion(chat, language, form, field, "", null, false);
    }

    /// A question whose answer was rejected.
    ///
    /// @param doubtful true when the same answer is taken if it is sent again
    HttpResponse<String> respondQuestion(
            Chat chat,
            String language,
            FormView form,
            FormView.Field field,
            String typed,
            @Nullable String error,
            boolean doubtful) {
        AnsweredFile file =
                field.file() == null ? null : findFiles(chat, List.of(field)).get(field.file());
        return respond(
                error == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_ENTITY,
                language,
                form,
                QuestionPage.toPath(field.key()),
                "apply/question.jte",
                Map.of("page", new QuestionPage(form, field, typed, error, doubtful, file, language)));
    }

    /// Says that an answer was not taken, because the form does not have its question now, and where it goes on.
    HttpResponse<String> respondUntaken(String language, String script) {
        return pages.respondUncached(
                HttpStatus.CONFLICT, pages.viewOf(language, null), "apply/untaken.jte", Map.of("script", script));
    }

    private HttpResponse<String> respondEnd(String language, FormOutcome outcome) {
        Map<String, Object> values = new HashMap<>();
        values.put("text", outcome.text() == null ? "" : outcome.text());
        values.put("reference", outcome.application() == null ? null : toReference(outcome));
        return pages.respondUncached(HttpStatus.OK, pages.viewOf(language, null), "apply/end.jte", values);
    }
}
