package pk.rahnuma.api.application;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import pk.rahnuma.api.conversation.MessageSubmissionService;
import pk.rahnuma.api.conversation.SubmittedFiles;
import pk.rahnuma.api.person.PersonActionInvoker;
import pk.rahnuma.conversation.ConversationFormService;
import pk.rahnuma.conversation.ConversationStateService;
import pk.rahnuma.conversation.FormCatalogService;
import pk.rahnuma.conversation.batch.TurnReceipt;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.render.FormView;
import pk.rahnuma.http.ApiException;
import pk.rahnuma.http.EntityTags;
import pk.rahnuma.http.IdempotencyKeys;
import pk.rahnuma.http.LocalisedResponse;
import pk.rahnuma.http.ProblemDetail;
import pk.rahnuma.messaging.chat.Chat;
import pk.rahnuma.registration.overview.PersonApplicationService;
import pk.rahnuma.requestlog.RequestLogService;
import pk.rahnuma.shared.Reference;

/// Starts, fills and submits forms by turns of the conversation. Each turn has the `Idempotency-Key` of the request, so
/// that a repeated request takes effect once.
@Singleton
public final class DraftService {

    private static final String START_BUTTON = "!start=";
    private static final String DISCARD_BUTTON = "!discard=";

    private final MessageSubmissionService turns;
    private final ConversationFormService forms;
    private final SubmittedFiles files;
    private final PersonApplicationService applications;
    private final RequestLogService requests;
    private final PersonActionInvoker persons;
    private final ConversationStateService conversations;
    private final FormCatalogService catalog;
    private final Clock clock;

    DraftService(
            MessageSubmissionService turns,
            ConversationFormService forms,
            SubmittedFiles files,
            PersonApplicationService applications,
            RequestLogService requests,
            PersonActionInvoker persons,
            ConversationStateService conversations,
            FormCatalogService catalog,
            Clock clock) {
        this.turns = turns;
        this.forms = forms;
        this.files = files;
        this.applications = applications;
        this.requests = requests;
        this.persons = persons;
        this.conversations = conversations;
        this.catalog = catalog;
        this.clock = clock;
    }

    /// A request that changes a form.
    ///
    /// @param id of its turn
    /// @param content that a repeat with the same id must have too
    /// @param before forms before the change
    public record FormRequest(
            Chat chat, String id, String language, String content, ConversationFormService.FormList before) {

        /// The same request with an id that its page has, so that a second click takes effect once.
        public FormRequest withId(String pageId) {
            return new FormRequest(chat, pageId, language, content, before);
        }

        /// The same request in a language.
        public FormRequest inLanguage(String wanted) {
            return new FormRequest(chat, id, wanted, content, before);
        }

        /// The same request for a further turn.
        FormRequest next(String part, ConversationFormService.FormList now) {
            return new FormRequest(chat, id + "." + part, language, content, now);
        }
    }

    /// Reads a request that changes a form.
    ///
    /// @param body as received, or null
    /// @throws ApiException when the key was used with another request
    public FormRequest readRequest(Chat chat, HttpRequest<?> request, @Nullable byte[] body) {
        ConversationFormService.FormList before = forms.listForms(chat);
        Optional<String> key = IdempotencyKeys.findKey(request);
        key.ifPresent(given -> turns.requireUnusedKey(chat, given));
        String id = key.orElseGet(() -> UUID.randomUUID().toString());
        String content = request.getMethodName() + " " + request.getPath() + "\n"
                + (body == null ? "" : new String(body, StandardCharsets.UTF_8));
        return new FormRequest(chat, id, LocalisedResponse.language(request), content, before);
    }

    /// Checks that a form may be filled.
    ///
    /// @param script name of its script
    /// @throws ApiException when an application comes of it, and the desk has no operator
    public void requireOperator(String script) {
        if (catalog.isBarred(script)) {
            throw ApiException.ofKind(
                    ProblemDetail.Kind.NO_OPERATOR, "No form starts before the operator of the desk is named.");
        }
    }

    /// Forms of the person, the active one first.
    public ConversationFormService.FormList listForms(Chat chat) {
        return forms.listForms(chat);
    }

    /// Forms of the person, shown in a language.
    public ConversationFormService.FormList listForms(Chat chat, String language) {
        return forms.listForms(chat, language);
    }

    /// @throws ApiException when there is no such draft
    static FormView requireForm(ConversationFormService.FormList forms, String draft) {
        return forms.findForm(draft)
                .orElseThrow(() -> ApiException.ofKind(
                        ProblemDetail.Kind.NOT_FOUND, "There is no such draft: it was sent, or has expired."));
    }

    /// True when the request has a key, so that it may be a repeat, which gets the result of the first.
    boolean isRepeated(FormRequest request) {
        return forms.isProcessed(request.chat(), request.id());
    }

    /// Sets the language of the conversation, in which its forms are shown.
    public void changeLanguage(Chat chat, String language) {
        requests.execute(() -> {
            if (!persons.lockPerson(chat).equals(language)) {
                conversations.changeLanguage(chat.conversation(), language, clock.instant());
            }
            return null;
        });
    }

    /// Starts a script, or resumes its draft.
    public void startForm(FormRequest request, String script) {
        turns.submitInput(
                request.chat(),
                request.id(),
                new ConversationInput.Tap(START_BUTTON + script, null),
                request.language(),
                request.content());
    }

    /// Fills a form with answers.
    ///
    /// @param draft its id; null for the active form
    /// @param confirms whether it is submitted too
    /// @param version of the form that the client has seen; null for any
    /// @throws ApiException when there is no such draft, or another version of it, unless the request is a repeat
    public FormOutcome fillForm(
            FormRequest request,
            @Nullable String draft,
            Map<String, Object> answers,
            boolean confirms,
            @Nullable Integer version) {
        Optional<FormView> before =
                draft == null ? Optional.empty() : request.before().findForm(draft);
        before.ifPresent(form -> AnswersReader.requireKnown(forms.findUnknownAnswers(form, answers)));
        ConversationInput.SubmittedAnswers submitted = files.resolveFiles(
                request.chat(), new ConversationInput.SubmittedAnswers(draft, answers, List.of(), confirms, version));
        TurnReceipt receipt =
                turns.submitInput(request.chat(), request.id(), submitted, request.language(), request.content());
        if (draft != null && before.isEmpty() && !receipt.repeated()) {
            requireForm(listForms(request.chat()), draft);
        }
        if (version != null && !receipt.repeated() && receipt.replies().isEmpty()) {
            // Another request changed it a moment ago.
            throw EntityTags.changed();
        }
        return describeOutcome(request.chat(), receipt, submitted, before);
    }

    /// @param before the form before the request; empty when there was none, or any was meant
    private FormOutcome describeOutcome(
            Chat chat, TurnReceipt receipt, ConversationInput.SubmittedAnswers submitted, Optional<FormView> before) {
        Optional<Reply.FormEnding> ending = receipt.endings().stream()
                .filter(each -> submitted.session() == null || each.session().equals(submitted.session()))
                .findFirst();
        if (ending.isEmpty()) {
            ConversationFormService.FormList present = forms.listForms(chat, submitted);
            Optional<FormView> form = submitted.session() == null
                    ? present.forms().stream().findFirst()
                    : present.findForm(submitted.session());
            if (form.isPresent()) {
                return FormOutcome.ofDraft(DraftResponse.fromForm(form.get(), present.check()));
            }
        }
        String text =
                receipt.replies().stream().map(message -> message.body().text()).collect(Collectors.joining("\n\n"));
        Instant now = clock.instant();
        ApplicationResponse application = Optional.ofNullable(submitted.session())
                .flatMap(session -> applications.findSubmitted(chat.conversation(), session, now))
                .or(() -> before.flatMap(form -> findConcerned(chat, form, now)))
                .map(ApplicationResponse::fromShown)
                .orElse(null);
        return FormOutcome.ofEnding(ending.orElse(null), text, application);
    }

    /// Outcome of a form that an earlier request has submitted; empty for a draft.
    Optional<FormOutcome> findSubmitted(FormRequest request, String draft) {
        if (request.before().findForm(draft).isPresent() || isRepeated(request)) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        return applications
                .findSubmitted(request.chat().conversation(), draft, now)
                .map(shown -> FormOutcome.ofApplication(ApplicationResponse.fromShown(shown)));
    }

    /// Application that a form of an action is about. A person with a single one is not asked which.
    private Optional<PersonApplicationService.ShownApplication> findConcerned(Chat chat, FormView form, Instant now) {
        if (!ApplicationActionService.isOfAction(form)) {
            return Optional.empty();
        }
        Optional<Reference> reference = ApplicationActionService.asksWhich(form)
                ? ApplicationActionService.findReference(form)
                : applications
                        .listApplications(chat.conversation(), now.plusSeconds(1), Long.MAX_VALUE, 1, now)
                        .stream()
                        .findFirst()
                        .map(listed -> listed.application().reference());
        return reference.flatMap(
                concerned -> applications.findApplication(chat.conversation(), concerned.symbols(), now));
    }

    /// Skips the optional questions that are open before the review.
    ///
    /// @return null by key of each; empty when the form waits for the review
    /// @throws ApiException when a question has to be answered
    Map<String, Object> skipOptionalQuestions(Chat chat, FormView form) {
        Map<String, Object> skipped = new LinkedHashMap<>();
        FormView reached = form;
        while (!reached.waits().equals(DraftResponse.REVIEW)) {
            String open = reached.at();
            boolean optional =
                    reached.fields().stream().anyMatch(field -> field.key().equals(open) && field.optional());
            if (!optional || skipped.containsKey(open)) {
                throw ApiException.ofKind(
                        ProblemDetail.Kind.INCOMPLETE, "Answer `" + open + "` first, then what follows.");
            }
            skipped.put(open, null);
            reached = forms.previewAnswers(chat, new ConversationInput.SubmittedAnswers(form.session(), skipped))
                    .form()
                    .orElse(form);
        }
        return skipped;
    }

    /// Tells whether a form would end with these answers, before it is submitted. Nothing is stored.
    public boolean endsForm(FormRequest request, String draft, Map<String, Object> answers) {
        return forms.previewAnswers(
                        request.chat(),
                        files.resolveFiles(request.chat(), new ConversationInput.SubmittedAnswers(draft, answers)))
                .form()
                .isEmpty();
    }

    /// Form as it would be with these answers; nothing is stored.
    DraftResponse previewForm(Chat chat, String draft, Map<String, Object> answers) {
        FormView form = requireForm(listForms(chat), draft);
        AnswersReader.requireKnown(forms.findUnknownAnswers(form, answers));
        ConversationFormService.FormState preview = forms.previewAnswers(
                chat, files.resolveFiles(chat, new ConversationInput.SubmittedAnswers(draft, answers)));
        return DraftResponse.fromForm(preview.form().orElse(form), preview.check());
    }

    /// Discards a draft; does nothing when there is none.
    void discardForm(FormRequest request, String draft) {
        turns.submitInput(
                request.chat(),
                request.id(),
                new ConversationInput.Tap(DISCARD_BUTTON + draft, null),
                request.language(),
                request.content());
    }
}
